"""The Muse."""
