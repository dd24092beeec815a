"""Feeds in the layout that Indeed made common."""
