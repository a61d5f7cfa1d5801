"""Every line that touches a terminal."""

DISTRIBUTION = "quotewire"
"""Who this package belongs to; see `qa.names`."""
