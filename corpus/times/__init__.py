"""Expressions of time in a text: their offsets, and the day, month, year or span that they mean."""
