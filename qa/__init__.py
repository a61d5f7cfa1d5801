"""Questions to answers: reading hits, citing them, refusing, and measuring all of it."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())
