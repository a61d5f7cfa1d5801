"""The chat: every answer links to its article, opened at the quoted words."""
