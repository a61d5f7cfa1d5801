"""The command line, the chat and the servers: all code that uses a terminal."""

DISTRIBUTION = "quotewire"
"""Marks this package as Quotewire's; see `qa.names`."""
