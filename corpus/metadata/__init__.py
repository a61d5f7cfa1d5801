"""Metadata of articles: dates, authors, sources, addresses and languages."""
