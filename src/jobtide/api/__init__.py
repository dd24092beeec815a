"""The JSON API: the shapes that the command line prints, by addresses under /api/v1/."""
