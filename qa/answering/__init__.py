"""Readings to an answer with its citations, or to a refusal."""
