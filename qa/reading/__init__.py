"""Passages to readings: the reader, its model and its confidence."""
