"""Reed."""
