"""Pages of employers with schema.org JobPosting, by address or by sitemap."""
