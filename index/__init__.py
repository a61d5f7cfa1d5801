"""Passages to hits: encoding, the dense and BM25 indexes, their fusion, and the files of an index."""

import os

# ONNX Runtime reports to its maker, and writes a device id, from version 1.29 on unless this is
# set before it is loaded; so does the hub's library. Nothing leaves this machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
DISTRIBUTION = "quotewire"
"""Who this package belongs to; see `qa.names`."""
