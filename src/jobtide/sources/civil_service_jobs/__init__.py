"""Saved pages of Civil Service Jobs."""
