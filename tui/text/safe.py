"""Makes text safe for a terminal: articles are untrusted and may contain control sequences."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Characters that reorder a line, which could make a name or a number look like another."""
_COMMANDING = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{''.join(_BIDI)}]")
"""Characters that JSON permits unescaped but a terminal may interpret."""
_REPLACEMENT = "\ufffd"


def harmless(text: str) -> str:
    """Make a text safe to print.

    Control characters are replaced by their pictures (ESC by ``␛``), bidirectional controls and unpaired
    surrogates by U+FFFD; line feeds and tabs stay.

    Args:
        text: Any text.

    Returns:
        Text without control sequences, of the same length.
    """
    return "".join(letter if letter.isascii() and letter.isprintable() else _shown(letter) for letter in text)


def as_json_line(value: Any) -> str:
    """Format a value as one line of JSON without control sequences."""
    return _COMMANDING.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))


def one_line(text: str) -> str:
    """Make a text safe, and join its lines."""
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
    """Make a text safe, join its lines, and keep the space at its ends: for a part of a sentence."""
    return re.sub(r"\s+", " ", harmless(text))


def shortened(text: str, longest: int) -> str:
    """Cut a text between words if it is longer than `longest` characters."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def long_date(day: date) -> str:
    """Format a date unambiguously: ``22 April 2021``."""
    return f"{day.day} {day:%B} {day.year}"


def short_path(path: str) -> str:
    """Shorten a path below the current folder to a relative one."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return path


def brief_path(path: str) -> str:
    """Shorten a path to its last folder and name."""
    return "/".join(Path(path).parts[-2:])


def size_of(count: int) -> str:
    """Format a number of bytes in decimal units."""
    if count < 1000:
        return f"{count} bytes"
    value = float(count)
    for unit in ("kB", "MB", "GB"):
        value /= 1000
        if value < 1000 or unit == "GB":
            break
    return f"{value:.1f} {unit}"


def counted(count: int, noun: str) -> str:
    """Format a number with its noun, pluralised."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
