"""Training of a teacher and the reader on a machine without this project; needs only torch and numpy."""
