"""Filters as SQL conditions of the store."""

import json

from corpus.errors import SettingsInvalid
from index.filters import Filter, folded

_AMONG = "article IN (SELECT row FROM articles WHERE article_id IN (SELECT value FROM json_each(?)))"


def condition_of(where: Filter) -> tuple[str, list[str]]:
    """Write a filter as SQL over the store's ``facets``.

    Args:
        where: The filter.

    Returns:
        A condition without user input, and the values of its placeholders.

    Raises:
        SettingsInvalid: If it has a tag whose articles have not been looked up.
    """
    forms = {"since": "published >= ?", "until": "published <= ?", "lang": "lang = ?", "among": _AMONG}
    given = where.written()
    if given.pop("tag", None) and where.among is None:
        raise SettingsInvalid("Tags belong to notes, which are not in an index; see qa.desk.notes.tagged.")
    if where.among is not None:
        given["among"] = json.dumps(where.among)
    parts = [forms.get(name, f"instr({name}, ?) > 0") for name in given]
    values = [value if name in forms else folded(value) for name, value in given.items()]
    return " AND ".join(parts) or "1", values
