"""A saved web page that describes adverts in the words of schema.org."""
