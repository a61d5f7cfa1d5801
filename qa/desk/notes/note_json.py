"""The JSON of notes and tags."""

from typing import Any

from qa.desk.notes.notes import Note, Placed
from qa.output.contract import written
from qa.output.desk_messages import NoteJson, TagJson


def note_json(kept: Note, place: Placed) -> dict[str, Any]:
    """Convert a note with its current place to JSON."""
    article, (start, end) = place.article, place.span or (None, None)
    message = NoteJson(
        note_id=kept.note_id,
        text=kept.text,
        tags=kept.tags,
        question=kept.question,
        written=kept.written.isoformat(),
        title=kept.anchor.title,
        published=kept.anchor.published,
        url=kept.anchor.url,
        quote=kept.anchor.quote or None,
        found=place.found,
        article_id=article.article_id if article else None,
        path=article.path if article else None,
        start=start,
        end=end,
        line=place.line,
    )
    return written(message)


def tag_json(tag: str, notes: int) -> dict[str, Any]:
    """Convert a tag with its number of notes to JSON."""
    return written(TagJson(tag=tag, notes=notes))
