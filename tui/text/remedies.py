"""Remedies of errors in terms of the command line."""

_FLAGS = {
    "the setting index": "--index DIR",
    "the setting encoder.model": "--model FOLDER",
    "the setting engine.collection": "--collection NAME",
    "the setting engine.url": "--url URL",
    "qa rebuild, taking over": "qa rebuild --take-over",
}
"""Settings named by errors, and the options that set them."""


def remedy_text(remedy: str) -> str:
    """Replace settings in a remedy by the command-line options that set them.

    Args:
        remedy: The remedy of a `QAError` or of a check.

    Returns:
        The remedy for a user of the command line.
    """
    for setting, flag in _FLAGS.items():
        remedy = remedy.replace(setting, flag)
    return remedy
