"""Job boards of Ashby."""
