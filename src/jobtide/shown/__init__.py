"""How figures are printed: numbers, rows, sentences and lists, the same words on every surface. Pure."""
