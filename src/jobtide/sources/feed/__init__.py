"""Feeds by their address: RSS, Atom, XML job feeds, JSON. Read by the adapter of the format they turn out to be."""
