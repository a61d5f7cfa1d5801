"""Measurements anyone can repeat: ``python -m bench.run``, or one of them by its name."""
