"""CSV and its relatives: a header line, then a record a row, with commas, semicolons, tabs or bars between."""
