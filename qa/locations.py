"""Where the files of a person are kept: the only module that knows the folders of each system."""

from pathlib import Path

_APP = "quotewire"


def config_folder() -> Path:
    """Say where settings and preferences are kept."""
    import platformdirs  # 8 ms: only where a folder is asked for

    return platformdirs.user_config_path(_APP, appauthor=False)


def data_folder() -> Path:
    """Say where the index, fetched pages and history are kept."""
    import platformdirs

    return platformdirs.user_data_path(_APP, appauthor=False)


def history_file() -> Path:
    """Say where what was asked in the chat is kept."""
    return data_folder() / "history.sqlite"


def desk_file() -> Path:
    """Say where questions that stand and notes are kept."""
    return data_folder() / "desk.sqlite"


def places_file() -> Path:
    """Say where the places that the last answer or search named are kept."""
    return data_folder() / "last-places.json"


def cache_folder() -> Path:
    """Say where compiled encoders are kept."""
    import platformdirs

    return platformdirs.user_cache_path(_APP, appauthor=False)


def settings_file() -> Path:
    """Say where ``qa.toml`` is looked for."""
    return config_folder() / "qa.toml"


def log_file() -> Path:
    """Say where the log is kept: four files of a megabyte at most."""
    import platformdirs

    return platformdirs.user_log_path(_APP, appauthor=False) / "quotewire.log"
