"""The reading room: a chat in which every answer opens its article at the quoted words."""
