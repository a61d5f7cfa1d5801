"""The log file of ``-v``: operations and their durations, without words of articles or questions; limited in size."""

import logging
import sys
from logging.handlers import RotatingFileHandler

from qa.locations import log_file

_SIZE = 1_000_000
_KEPT = 3
_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_OURS = ("corpus", "index", "qa", "tui")


def begin_log() -> str:
    """Log the messages of our packages to the log file.

    Returns:
        The reason why there is no log; empty on success.
    """
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", errors="replace")
    except OSError as error:
        return f"No log is kept: {error.strerror}: {file}"
    handler.setFormatter(logging.Formatter(_FORMAT))
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        logger.propagate = False
    logging.raiseExceptions = False  # a full disk must not fill the terminal with tracebacks
    logging.getLogger("tui").info("qa %s", sys.argv[1] if len(sys.argv) > 1 else "")
    return ""
