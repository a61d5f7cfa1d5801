"""Every line that touches a terminal."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())
