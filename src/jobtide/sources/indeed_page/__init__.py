"""Saved pages of Indeed."""
