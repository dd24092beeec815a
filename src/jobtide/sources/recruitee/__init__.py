"""Job boards of Recruitee."""
