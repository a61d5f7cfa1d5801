"""Notes and tags on articles."""
