"""Build, change, watch and check an index."""
