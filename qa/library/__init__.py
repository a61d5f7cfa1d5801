"""What is indexed: making, changing, watching and checking it."""
