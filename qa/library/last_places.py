"""The places listed by the last answer or search, for ``qa open``.

Only numbers, titles, paths and lines are kept, neither the question nor the answer, in one file that its owner alone
can read. The next answer takes its place.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.types import SearchResult
from qa.types import Answer, Citation

_SCHEMA = "quotewire.places/1"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was named with a number."""

    number: int
    title: str
    path: str
    """The file, absolute."""
    line: int


@dataclass(frozen=True, slots=True)
class LastPlaces:
    """What was named last."""

    named: datetime
    """When, UTC."""
    places: tuple[Place, ...]


def answer_places(answer: Answer) -> tuple[Place, ...]:
    """List the places that an answer cites, or that a refusal shows as nearest.

    Args:
        answer: The answer; of several questions in one, the places of each follow one another, numbered as they are
            shown, so that the first of a number is that of the first question.

    Returns:
        The places in order.
    """
    if answer.parts:
        return tuple(place for part in answer.parts for place in answer_places(part))
    others = [citation for other in (*answer.answers, *answer.alternatives) for citation in other.citations]
    cited: Iterable[Citation] = answer.refusal.nearest if answer.refusal else (*answer.citations, *others)
    named = {one.number: Place(one.number, one.title, one.path, one.line) for one in cited}
    return tuple(named.values())


def found_places(result: SearchResult) -> tuple[Place, ...]:
    """List the articles that a search shows, each at the best of its passages."""
    best = [(article.article, max(article.passages, key=lambda passage: passage.score)) for article in result.found]
    return tuple(
        Place(rank, article.title, article.path, passage.line) for rank, (article, passage) in enumerate(best, start=1)
    )


def keep_places(file: Path, places: Sequence[Place], *, keep: bool) -> None:
    """Store places, replacing earlier ones; a failure to do so is ignored.

    Args:
        file: The file to store them in.
        places: What was named; none leaves what was kept.
        keep: Whether they may be kept; if not, what was kept is forgotten.
    """
    with suppress(OSError):
        if not keep:
            file.unlink(missing_ok=True)
            return
        if not places:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        named = datetime.now(UTC).isoformat()
        record = {"schema": _SCHEMA, "named": named, "places": [asdict(place) for place in places]}
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".last-places-")  # its owner's alone from the start
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as written:
                json.dump(record, written)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def kept_places(file: Path) -> LastPlaces | None:
    """Read the stored places.

    Args:
        file: Where it is kept.

    Returns:
        The places; None if none are stored, or they cannot be read.
    """
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
        if record["schema"] != _SCHEMA:
            return None
        places = tuple(Place(**place) for place in record["places"])
        return LastPlaces(datetime.fromisoformat(record["named"]), places)
    except (OSError, ValueError, KeyError, TypeError):
        return None
