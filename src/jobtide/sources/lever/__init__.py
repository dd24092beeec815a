"""Job boards of Lever."""
