"""NHS Jobs."""
