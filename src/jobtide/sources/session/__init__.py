"""A polite, bounded and suspicious HTTP client. It interprets nothing but what HTTP and robots.txt say."""
