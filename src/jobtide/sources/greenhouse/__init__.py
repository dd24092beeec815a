"""Job boards of Greenhouse."""
