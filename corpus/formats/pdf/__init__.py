"""PDF: layout analysis of the text layer."""
