"""Feeds in the layout of Jooble."""
