"""Web pages, saved or archived, and feeds."""
