"""Figures as files: Parquet, CSV and JSON of an index, a page, a series, the vacancies, or a whole edition."""
