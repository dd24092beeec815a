"""Answering over HTTP: which edition is asked, how answers are kept and sent, and the application of site and API."""
