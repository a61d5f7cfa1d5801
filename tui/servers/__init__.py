"""Answering other programs: the Model Context Protocol, and HTTP."""
