"""Training a teacher and the reader from it where there is nothing of ours: torch and numpy alone."""
