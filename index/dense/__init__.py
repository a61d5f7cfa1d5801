"""Passages by their embeddings."""
