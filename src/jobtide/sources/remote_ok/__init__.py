"""Remote OK."""
