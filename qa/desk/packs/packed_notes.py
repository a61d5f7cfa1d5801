"""The notes on the articles of a pack, included on request."""

import json
from pathlib import Path

from index.store.articles import ArticleStore
from qa.desk.notes.store import open_notes
from qa.desk.packs.evidence import Evidence


def packed_notes(evidence: Evidence, store: ArticleStore, desk: Path) -> tuple[str, int]:
    """Convert the notes on the articles of a pack to JSON.

    Args:
        evidence: The contents of the pack.
        store: The archive's articles.
        desk: The desk's file.

    Returns:
        A JSON list, and its length. Each note has its article's number in the pack, the words that it is on with
        their offsets, its text, its tags, and when it was written.

    Raises:
        OperationFailed: If the desk's file cannot be used.
    """
    collected = []
    if desk.is_file():
        with open_notes(desk) as notes:
            for packed in evidence.articles:
                article = store.article(packed.article_id)
                for note, place in notes.on(article) if article else ():
                    start, end = place.span or (None, None)
                    collected.append(
                        {
                            "article": packed.number,
                            "quote": note.anchor.quote or None,
                            "start": start,
                            "end": end,
                            "note": note.text,
                            "tags": list(note.tags),
                            "question": note.question,
                            "written": note.written.isoformat(),
                        }
                    )
    return json.dumps(collected, indent=1, ensure_ascii=True) + "\n", len(collected)
