"""Feeds in the layout of Trovit."""
