"""What a line that begins with a slash does."""
