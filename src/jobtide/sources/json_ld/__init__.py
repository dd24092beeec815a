"""JobPostings of schema.org as JSON-LD that stands alone."""
