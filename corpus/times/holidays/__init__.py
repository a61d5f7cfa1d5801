"""The names of holidays, and the days on which they fall."""
