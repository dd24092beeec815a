"""Remotive."""
