"""Formats values as text for a terminal."""
