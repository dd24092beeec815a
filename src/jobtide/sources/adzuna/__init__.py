"""Adzuna."""
