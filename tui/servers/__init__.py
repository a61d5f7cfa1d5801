"""Servers for other programs: the Model Context Protocol, and JSON over HTTP."""
