"""Turn records of exports into drafts: choose the fields of the text, the title, the date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.draft import Draft, plain_value
from corpus.errors import SettingsInvalid
from corpus.formats.front_matter import described
from corpus.formats.markup import as_words
from corpus.formats.zip_documents import language_of, not_before
from corpus.metadata.dates import read_date

TEXTS = (
    "text",
    "body",
    "content",
    "article",
    "maintext",
    "content_text",
    "content_html",
    "article_text",
    "articlebody",
    "story",
)
_TITLES = ("title", "headline", "name")
_IDS = ("id", "_id", "article_id", "guid")
_DATES = (
    "date",
    "published",
    "pubdate",
    "date_published",
    "datepublished",
    "published_at",
    "publishdate",
    "publication_date",
    "publisheddate",
)
_CHANGED = ("modified", "updated", "date_modified", "datemodified", "updated_at", "modified_at", "lastmod")
_LANGUAGES = ("language", "lang", "language_code")
_CALLED = {"csv": "CSV", "parquet": "Parquet"}
_ROLES = ("text", "title", "date", "modified", "source", "author", "url", "id", "language")


@dataclass(frozen=True, slots=True)
class FieldNames:
    """A person's own names of fields; the usual names apply to the rest."""

    own: Mapping[str, str]
    """``text``, ``title`` ... to a field's name, with dots for nested objects."""

    @classmethod
    def of(cls, written: Sequence[str]) -> "FieldNames":
        """Read the setting.

        Args:
            written: Each ``text=Body`` or the like.

        Returns:
            The names.

        Raises:
            SettingsInvalid: If an item is malformed, or its role is unknown.
        """
        own: dict[str, str] = {}
        for pair in written:
            role, _, name = (side.strip() for side in pair.partition("="))
            if role not in _ROLES or not name:
                raise SettingsInvalid(
                    f"loading.fields should be like text=Body or date=Day, with one of {', '.join(_ROLES)} "
                    f"before the equals sign; found {pair!r}."
                )
            own[role] = name
        return cls(own)

    def looked_for(self) -> str:
        """Give the names under which a record's text was looked for."""
        return self.own.get("text") or ", ".join(TEXTS[:5])

    def read(self, record: Mapping[str, Any], usual: Mapping[str, Any], role: str, names: tuple[str, ...]) -> Any:
        """Take one value of a record.

        Args:
            record: The record as it is.
            usual: The same with its names in lower case.
            role: The role of the value: ``text``, ``title`` ...
            names: The usual names for that role, the likeliest first.

        Returns:
            The value; None if there is none.
        """
        if role in self.own:
            return _at(record, self.own[role])
        return next((usual[name] for name in names if usual.get(name)), None)


def record_draft(record: Mapping[str, Any], names: FieldNames, draft: Draft) -> Draft | None:
    """Make a draft from one record.

    Args:
        record: Field names to values.
        names: A person's own names.
        draft: Format, row and part; its text is ignored.

    Returns:
        The draft; None if the record has no text.
    """
    usual = {str(key).strip().lower(): value for key, value in record.items()}
    text = _text(record, usual, names)
    if text is None:
        return None
    usual_fields = described(usual)
    date_name = names.own.get("date") or next((name for name in _DATES if usual.get(name)), None)
    published = read_date(names.read(record, usual, "date", _DATES))
    given = names.read(record, usual, "id", _IDS)
    if given is None and "id" not in names.own:
        given = next((usual[name] for name in _IDS if usual.get(name) == 0), None)
    return Draft(
        text,
        draft.format,
        title=_in_words(plain_value(names.read(record, usual, "title", _TITLES))),
        given_id=plain_value(given) if isinstance(given, str | int) else None,
        row=draft.row,
        part=draft.part,
        published=published,
        modified=not_before(read_date(names.read(record, usual, "modified", _CHANGED)), published),
        date_from=f"{_CALLED.get(draft.format, 'JSON')} field {date_name}" if published else None,
        language=language_of(plain_value(names.read(record, usual, "language", _LANGUAGES))),
        marks=draft.marks,
        source=plain_value(_at(record, names.own["source"])) if "source" in names.own else usual_fields["source"],
        author=_in_words(
            plain_value(_at(record, names.own["author"])) if "author" in names.own else usual_fields["author"]
        ),
        url=plain_value(_at(record, names.own["url"])) if "url" in names.own else usual_fields["url"],
    )


def _text(record: Mapping[str, Any], usual: Mapping[str, Any], names: FieldNames) -> str | None:
    """Find the text; markup is converted to plain text."""
    if "text" in names.own:
        found = [_at(record, names.own["text"])]
    else:
        found = [usual[name] for name in TEXTS if name in usual]
    text = next((value for value in found if isinstance(value, str)), "")
    words = as_words(text).replace("\0", "\ufffd")
    return words if words.strip() else None


def _in_words(value: str | None) -> str | None:
    """Convert a value of one line that may be markup."""
    return plain_value(as_words(value)) if value else None


def _at(record: Mapping[str, Any], name: str) -> Any:
    """Follow a name with dots; a field that really has the dots in its name comes first."""
    if name in record:
        return record[name]
    value: Any = record
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
