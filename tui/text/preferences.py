"""What the chat remembers of a person, in a file that a person may read and write too."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from qa.locations import config_folder


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was chosen in the chat; kept as JSON in the user's configuration folder."""

    theme: str = "textual-dark"
    k: int | None = None
    """Passages to retrieve; None takes the setting's default."""
    threshold: float | None = None
    """Score an answer needs, 0 to 1; None takes the setting's default."""
    index: str | None = None
    """The index folder; None takes the setting's default."""
    style: str = "markdown"
    """How a citation is copied: a `qa.output.references.Style`; anything else is Markdown."""
    keys: dict[str, str] = field(default_factory=dict)
    """The name of a key in `tui.text.keys.KEYS` to the keys it is instead."""


_KINDS: dict[str, tuple[type, ...]] = {
    "theme": (str,),
    "k": (int,),
    "threshold": (float, int),
    "index": (str,),
    "style": (str,),
    "keys": (dict,),
}
"""What each preference may be in the file; anything else is as if it were not there."""


def preferences_file(config: Path | None = None) -> Path:
    """Say where preferences are kept.

    Args:
        config: The folder; None takes the user's own.

    Returns:
        The file, which need not exist.
    """
    return (config or config_folder()) / "chat.json"


def read_preferences(file: Path) -> Preferences:
    """Read preferences; what cannot be read is as if it were not there."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        kept = {name: stored[name] for name, kind in _KINDS.items() if type(stored.get(name)) in kind}
        found = Preferences(**kept)
        return replace(found, keys={str(key): str(value) for key, value in found.keys.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return Preferences()


def write_preferences(file: Path, preferences: Preferences) -> str:
    """Keep preferences.

    Args:
        file: Where.
        preferences: What to keep.

    Returns:
        Why they could not be kept; empty if they were.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".new")
        draft.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        return f"Preferences could not be saved: {error.strerror}."
    return ""
