"""XML of any layout, read by mapping."""
