"""Read passages: the reader, its model and its confidence."""
