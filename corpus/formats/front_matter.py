"""Read front matter in YAML, TOML or JSON, with the usual names of fields."""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from corpus.draft import plain_value
from corpus.metadata.dates import read_date

_YAML = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r"\A(?:;;;[ \t]*\r?\n)?(?=\{\s*\")")
_AFTER_JSON = re.compile(r"[ \t]*(?:\r?\n;;;[ \t]*)?(?:\r?\n|\Z)")
_LONGEST = 64 * 1024
"""Characters; PyYAML takes about a second for them, and nobody describes an article in more."""
_NESTED = ("params", "extra", "metadata", "meta")
"""Fields whose own fields describe the article too."""


def front_matter(text: str) -> tuple[Mapping[str, Any], int]:
    """Read the block of fields at the head of a text.

    Args:
        text: The whole text.

    Returns:
        Its fields, with names in lower case, and the offset after it; no fields and 0 if
        there is none, or it cannot be read.
    """
    try:
        fields, end = _fields(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, 0
    if not isinstance(fields, dict):
        return {}, 0
    named = {str(key).lower(): value for key, value in fields.items()}
    for name in _NESTED:
        inner = named.get(name)
        named |= {str(key).lower(): value for key, value in inner.items()} if isinstance(inner, dict) else {}
    return named, end


def _fields(text: str) -> tuple[object, int]:
    if found := _YAML.match(text, 0, _LONGEST):
        return yaml.safe_load(found[1]), found.end()
    if found := _TOML.match(text, 0, _LONGEST):
        return tomllib.loads(found[1].replace("\r\n", "\n")), found.end()
    if found := _JSON.match(text, 0, _LONGEST):
        fields, end = json.JSONDecoder().raw_decode(text[:_LONGEST], found.end())
        after = _AFTER_JSON.match(text, end)
        return (fields, after.end()) if after else (None, 0)
    return None, 0


def described(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Pick date, source, author and address from metadata under the names people give them.

    Args:
        fields: Metadata with names in lower case.

    Returns:
        Keyword arguments for `Draft`.
    """
    named = {_folded(name): value for name, value in reversed([*fields.items()])}
    published = read_date(
        _first(
            named,
            "date datepublished published pubdate publishedat publishdate publicationdate publishedon "
            "publisheddate dateline",
        )
    )
    changed = _first(named, "modified updated lastmod lastmodified datemodified updatedat dateupdated lastupdated")
    return {
        "published": published,
        "date_from": "front matter date" if published else None,
        "modified": read_date(changed),
        "language": plain_value(_first(named, "language lang")),
        "source": plain_value(
            _first(named, "source publication publisher site sitename newspaper publishedin journal")
        ),
        "author": plain_value(_first(named, "author authors byline creator writtenby by writer reporter")),
        "url": plain_value(_first(named, "url link canonical canonicalurl permalink sourceurl")),
    }


def title_in(fields: Mapping[str, Any]) -> str | None:
    """Give the title that metadata names.

    Args:
        fields: Metadata with names in lower case.

    Returns:
        The title; None if it has none.
    """
    return plain_value(_first({_folded(name): value for name, value in fields.items()}, "title headline"))


def _first(named: Mapping[str, Any], names: str) -> object:
    return next((named[name] for name in names.split() if named.get(name)), None)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name)
