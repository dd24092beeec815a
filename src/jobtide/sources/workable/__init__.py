"""Job boards of Workable."""
