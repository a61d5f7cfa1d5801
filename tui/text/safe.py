"""Text for a terminal: articles are untrusted, so what could command it is shown instead."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Characters that reorder a line; a name or a figure could be made to read as another."""
_COMMANDING = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{''.join(_BIDI)}]")
"""What JSON may hold as it is and a terminal may obey."""
_REPLACEMENT = "\ufffd"


def harmless(text: str) -> str:
    """Make text safe to print.

    Control characters become their pictures (ESC is shown as ``␛``), those that reorder a
    line and broken surrogates become U+FFFD; line feeds and tabs stay.

    Args:
        text: Any text.

    Returns:
        Text in which a terminal finds no command.
    """
    return "".join(letter if letter.isascii() and letter.isprintable() else _shown(letter) for letter in text)


def as_json_line(value: Any) -> str:
    """Write JSON on one line, readable, in which a terminal finds no command either."""
    return _COMMANDING.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def one_line(text: str) -> str:
    """Make text safe, on one line."""
    return " ".join(harmless(text).split())


def _shown(letter: str) -> str:
    if letter in "\n\t":
        return letter
    if letter < " ":
        return chr(0x2400 + ord(letter))
    if letter == "\x7f":
        return "␡"
    category = unicodedata.category(letter)
    return _REPLACEMENT if letter in _BIDI or category in ("Cc", "Cs", "Zl", "Zp") else letter


def flowing(text: str) -> str:
    """Make text safe, on one line, with the space at its ends: for a piece of a sentence."""
    return re.sub(r"\s+", " ", harmless(text))


def shortened(text: str, longest: int) -> str:
    """Cut a text between words if it is longer than so many characters."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def long_date(day: date) -> str:
    """Write a date so that no reader takes the month for the day."""
    return f"{day.day} {day:%B} {day.year}"


def short_path(path: str) -> str:
    """Write a path as a person in this folder would: relative if it lies below it."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return path


def brief_path(path: str) -> str:
    """Write a path by its last folder and name, for lines that have no room for more."""
    return "/".join(Path(path).parts[-2:])


def size_of(count: int) -> str:
    """Write bytes in decimal units."""
    if count < 1000:
        return f"{count} bytes"
    value = float(count)
    for unit in ("kB", "MB", "GB"):
        value /= 1000
        if value < 1000 or unit == "GB":
            break
    return f"{value:.1f} {unit}"


def counted(count: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
