"""Feeds in the layout of Talent.com."""
