"""Expressions of time in a text: where they stand, and the day, month, year or span that they mean."""
