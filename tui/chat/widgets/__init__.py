"""One widget a file, named for the thing on screen."""
