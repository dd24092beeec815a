"""Himalayas."""
