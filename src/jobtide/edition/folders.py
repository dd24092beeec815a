"""What lies where in an edition's folder."""

TABLES, QUERIES, MAPPED, DEFINITIONS = "tables", "queries", "mapped", "definitions.json"
