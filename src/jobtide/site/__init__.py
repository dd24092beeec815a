"""The website: pages, indexes, their downloads and charts, of the current edition. It computes no figure."""
