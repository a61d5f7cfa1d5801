"""Commands that begin with a slash, one per module."""
