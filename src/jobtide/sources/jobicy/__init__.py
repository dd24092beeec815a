"""Jobicy."""
