"""Followed questions: what they are, where they are stored, and what has changed."""
