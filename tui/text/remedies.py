"""What mends a failure, in the command line's own words."""

_FLAGS = {
    "the setting index": "--index DIR",
    "the setting encoder.model": "--model FOLDER",
    "the setting engine.collection": "--collection NAME",
    "the setting engine.url": "--url URL",
    "qa rebuild, taking over": "qa rebuild --take-over",
}
"""Settings that errors name, and the flags that set them."""


def remedy_text(remedy: str) -> str:
    """Write a remedy with flags in place of the settings that the library names.

    Args:
        remedy: That of a `QAError` or a finding.

    Returns:
        The remedy for somebody at a shell.
    """
    for setting, flag in _FLAGS.items():
        remedy = remedy.replace(setting, flag)
    return remedy
