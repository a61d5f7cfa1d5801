"""Files to articles and passages: the first layer, which imports none of the others."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())
