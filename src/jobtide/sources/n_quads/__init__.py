"""N-Quads of schema.org, as Web Data Commons publishes them."""
