"""Check followed questions against new articles in the index.

An answer can only change through the passages that are read for it. So every question is searched again, which
takes milliseconds; if none of its passages is new or changed, it is done. Otherwise the small network reads the new
passages, and the question is asked again in full only if one of them may be the answer, or if its old evidence is
gone.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.progress import OnProgress, Throttle, silent
from index.build import Build, open_live
from index.store.identity import article_digests
from qa.answering.pipeline import Searched
from qa.desk.follow.comparing import changed_part, says_same
from qa.desk.follow.follows import Asked, Change, Checked, Follow, Kept
from qa.desk.follow.store import FollowStore, open_follows, slim
from qa.desk.notes.tagged import tagged
from qa.engine import Engine
from qa.library.status import check_fresh, live_build
from qa.questions import cleaned
from qa.reading.agreement import evidence_of
from qa.reading.confidence import Confidence
from qa.reading.model import CLOSE_MODELS, SpanModel
from qa.reading.reader import found_spans
from qa.settings import Settings
from qa.types import Answer, Reading

_PROMISING = 0.05
"""Evidence, 0 to 1, below which a new passage changes no answer. Chosen by `bench.follow`."""
_ORDER = ("answered", "changed", "disputed", "unsaid")


@dataclass(frozen=True, slots=True)
class _Archive:
    """An open index to check followed questions against."""

    build: Build
    engine: Engine
    model: SpanModel
    digests: dict[str, bytes]
    """The digest of each article, by id."""

    @property
    def name(self) -> str:
        return self.build.folder.path.name

    @property
    def articles(self) -> bytes:
        return b"".join(self.digests.values())

    @classmethod
    def open(cls, settings: Settings) -> "_Archive":
        build = open_live(settings.index, engine=settings.engine)
        try:
            check_fresh(build.manifest, settings)
            model = SpanModel.open()
            close = SpanModel.open(CLOSE_MODELS) if settings.reading.close else None
            engine = Engine.over(build, settings, model=model, close=close)
            return cls(build, engine, model, dict(article_digests(build.store)))
        except BaseException:
            build.store.close()
            raise

    def evidence(self, searches: Sequence[Searched]) -> list[bytes]:
        """Return the digests of the articles of retrieved passages."""
        return sorted({self.digests[hit.passage.article_id] for search in searches for hit in search.hits})


def follow(
    settings: Settings, desk: Path, questions: Sequence[Asked], on_progress: OnProgress = silent
) -> list[Follow]:
    """Follow questions, each with its answer, to check them against new articles.

    Args:
        settings: The settings, with the index folder.
        desk: The desk's file.
        questions: The questions with their filters.
        on_progress: Called for each question; an exception from it ends the call, but earlier questions are stored.

    Returns:
        The followed questions, as stored.

    Raises:
        QAError: As `Engine.open` and `Engine.ask` raise, and if the desk's file cannot be written.
    """
    archive = _Archive.open(settings)
    throttle = Throttle("asking", on_progress, len(questions))
    try:
        with open_follows(desk, settings.index) as store:
            return [_kept(archive, store, asked) for asked in throttle.each(questions)]
    finally:
        archive.engine.close()


def _kept(archive: _Archive, store: FollowStore, asked: Asked) -> Follow:
    words = cleaned(asked.question)
    answer = archive.engine.ask(words, where=asked.where)
    evidence = archive.evidence(archive.engine.searched(words, where=asked.where))
    return store.add(words, asked.where, answer, evidence, archive.name, archive.articles)


def check_follows(
    settings: Settings, desk: Path, on_progress: OnProgress = silent, now: datetime | None = None
) -> Checked:
    """Check the followed questions of an index against its current articles.

    Args:
        settings: The settings, with the index folder.
        desk: The desk's file.
        on_progress: Called for each question; an exception from it ends the check, and changes so far are kept.
        now: The time to record for changes, UTC; None uses the clock.

    Returns:
        The changes; empty, at no cost, if there are no followed questions or the index is unchanged.

    Raises:
        QAError: As `Engine.open` and `Engine.ask` raise, and if the desk's file cannot be written.
    """
    if not desk.is_file():
        return Checked()
    begun = time.monotonic()
    with open_follows(desk, settings.index) as store:
        outdated = store.outdated(live_build(settings.index))
        if not outdated:
            return Checked()
        archive = _Archive.open(settings)
        try:
            done = _Look(archive, store, desk, now or datetime.now(UTC)).at(outdated, on_progress)
        finally:
            archive.engine.close()
    return replace(done, seconds=time.monotonic() - begun)


class _Look:
    """One check of the followed questions."""

    def __init__(self, archive: _Archive, store: FollowStore, desk: Path, now: datetime) -> None:
        self._archive = archive
        self._store = store
        self._desk = desk
        self._now = now
        self._asked = 0
        self._first = Confidence.of_card(archive.model.card)

    def at(self, outdated: Sequence[Kept], on_progress: OnProgress) -> Checked:
        """Check questions against the index, and store the results."""
        archive, changes = self._archive, list[Change]()
        here = frozenset(archive.digests.values())
        new = {state: here - self._store.articles_of(state) for state in {kept.state for kept in outdated}}
        throttle = Throttle("asking", on_progress, len(outdated))
        for kept in throttle.each(outdated):
            change = self._held(kept, new[kept.state], here)
            changes += [change] if change else []
        changes.sort(key=lambda change: _ORDER.index(change.kind))
        articles = max((len(article_ids) for article_ids in new.values()), default=0)
        return Checked(tuple(changes), len(outdated), articles, self._asked)

    def _held(self, kept: Kept, new: frozenset[bytes], here: frozenset[bytes]) -> Change | None:
        """Check one question against the index."""
        archive, follow = self._archive, kept.follow
        where = tagged(follow.where, archive.build.store, self._desk)
        searches = archive.engine.searched(follow.question, where=where)
        read = {hit.passage.article_id for search in searches for hit in search.hits}
        fresh = {article_id for article_id in read if archive.digests[article_id] in new}
        answer, change = follow.answer, None
        if kept.evidence - here or (fresh and self._promising(searches, fresh)):
            self._asked += 1
            answer = archive.engine.ask(follow.question, where=where)
            change = self._change(follow, answer, fresh)
        held = self._store.hold(kept, answer, archive.evidence(searches), change, archive.name, archive.articles)
        return change if held else None

    def _change(self, follow: Follow, answer: Answer, fresh: set[str]) -> Change | None:
        changed = changed_part(follow.answer, answer, fresh, self._archive.build.store)
        if changed is None:
            return None
        kind, before, after = changed
        changes = self._store.changes(follow.follow_id)
        if kind == "disputed" and any(says_same(earlier.after, after) for earlier in changes):
            return None
        return Change(follow.follow_id, follow.question, kind, self._now, slim(before), slim(after))

    def _promising(self, searches: Sequence[Searched], fresh: set[str]) -> bool:
        """Return whether a passage of a new article may be the answer, as the small network alone reads it."""
        for search in searches:
            new = [hit for hit in search.hits if hit.passage.article_id in fresh]
            if new and not search.read:
                return True
            readings = found_spans(self._archive.model, self._archive.build.store, search.question, new)
            others = [Reading(hit, 0.0) for hit in search.hits if hit.passage.article_id not in fresh]
            judged = self._first.judged([*readings, *others])
            if max(map(evidence_of, judged), default=0.0) >= _PROMISING:
                return True
        return False
