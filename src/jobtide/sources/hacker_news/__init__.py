"""Who is hiring on Hacker News."""
