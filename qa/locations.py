"""Where the files of a person are kept."""

from pathlib import Path

import platformdirs

APP = "quotewire"


def settings_file() -> Path:
    """Say where ``qa.toml`` is looked for."""
    return platformdirs.user_config_path(APP, appauthor=False) / "qa.toml"


def log_file() -> Path:
    """Say where the log is kept: four files of a megabyte at most."""
    return platformdirs.user_log_path(APP, appauthor=False) / "quotewire.log"
