"""Both searches merged into one ranking."""
