"""Phrase an answer with a language model that the user configures, and check it against its citations."""
