"""Passages to hits: encoding, the dense and BM25 indexes, their fusion, and what is kept on disk."""
