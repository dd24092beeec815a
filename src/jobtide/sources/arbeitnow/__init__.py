"""Arbeitnow."""
