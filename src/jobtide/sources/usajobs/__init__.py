"""USAJOBS."""
