"""JSON: an array of records, an object that holds a list of them, or one record; several such one after the other."""
