"""Answers as the JSON of the contract and as Markdown."""
