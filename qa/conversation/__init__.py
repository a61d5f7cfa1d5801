"""A conversation: a question that leans on what was said before it is asked in full."""
