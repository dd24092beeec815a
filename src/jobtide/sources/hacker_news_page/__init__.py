"""Saved pages of Hacker News threads."""
