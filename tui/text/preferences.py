"""Preferences of the chat, in a JSON file that users may edit."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from qa.locations import config_folder


@dataclass(frozen=True, slots=True)
class Preferences:
    """The user's preferences in the chat."""

    theme: str = "textual-dark"
    k: int | None = None
    """Passages to retrieve; None for the setting's value."""
    threshold: float | None = None
    """Minimum confidence of an answer, 0 to 1; None for the setting's value."""
    index: str | None = None
    """The index folder; None for the setting's value."""
    style: str = "markdown"
    """The citation style for copying: a `qa.output.references.Style`; any other value is Markdown."""
    keys: dict[str, str] = field(default_factory=dict)
    """Changed keys by name, as in `tui.text.keys.KEYS`."""


_KINDS: dict[str, tuple[type, ...]] = {
    "theme": (str,),
    "k": (int,),
    "threshold": (float, int),
    "index": (str,),
    "style": (str,),
    "keys": (dict,),
}
"""The types of the preferences in the file; values of other types are ignored."""


def preferences_file(config: Path | None = None) -> Path:
    """Locate the file of preferences.

    Args:
        config: The folder; None for the user's configuration folder.

    Returns:
        The path; the file need not exist.
    """
    return (config or config_folder()) / "chat.json"


def read_preferences(file: Path) -> Preferences:
    """Read preferences; invalid values are ignored."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        kept = {name: stored[name] for name, kind in _KINDS.items() if type(stored.get(name)) in kind}
        preferences = Preferences(**kept)
        return replace(preferences, keys={str(key): str(value) for key, value in preferences.keys.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return Preferences()


def write_preferences(file: Path, preferences: Preferences) -> str:
    """Write preferences.

    Args:
        file: The file to write.
        preferences: The preferences.

    Returns:
        The reason why they could not be saved; empty on success.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".new")
        draft.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        return f"Preferences could not be saved: {error.strerror}."
    return ""
