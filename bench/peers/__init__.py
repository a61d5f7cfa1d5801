"""Other projects, each run in its own process and environment."""
