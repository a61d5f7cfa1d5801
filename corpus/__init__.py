"""Files to articles and passages: the first layer, which imports none of the others."""

DISTRIBUTION = "quotewire"
"""Who this package belongs to; see `qa.names`."""
