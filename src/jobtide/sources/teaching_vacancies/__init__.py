"""Teaching Vacancies of the Department for Education."""
