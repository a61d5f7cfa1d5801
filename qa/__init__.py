"""Questions to answers: reading hits, citing them, refusing, and measuring all of it."""
