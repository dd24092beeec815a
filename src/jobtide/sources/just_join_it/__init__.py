"""Just Join IT, a Polish board."""
