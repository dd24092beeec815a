"""RSS, of all versions."""
