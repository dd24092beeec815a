"""Figures in Python: what `jobtide.open` returns. A surface: it reads an edition, or a served market, and computes
nothing."""
