"""Data curated by people: YAML in, taxonomy and gazetteer out, and the rules that the data keeps."""
