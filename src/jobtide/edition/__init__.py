"""Editions: every figure as of one day, in a folder that is written once, checked and then only read."""
