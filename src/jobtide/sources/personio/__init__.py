"""Job boards of Personio."""
