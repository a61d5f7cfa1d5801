"""Train a teacher and the reader from it on a machine without this project: torch and numpy are enough."""
