"""Remove copies from a ranking: passages that repeat what a higher passage of their story says.

This happens before the ranking is truncated, so that nine reprints of an agency text take one place
among the passages that are read. A copy's passage is kept if it has a sentence that no other article of
its story has. The newest version of a page replaces earlier ones, unless a filter excludes it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.retrieval.fusion import FusedScore
from index.retrieval.story_sentences import StorySentences, sentences_of
from index.store.articles import ArticleStore
from index.store.scope import AllowedRows
from index.stories.members import StoryMember, rows_of_story, story_members
from index.stories.minhash import runs_of, word_tokens

_SAID = 0.5
"""Share of a passage's three-word sequences in other passages from which these say the same."""
_MOST_ARTICLES = 30
"""Maximum number of articles of a story whose texts are searched for a sentence; the best come first."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's place in a ranking."""

    score: FusedScore
    story: str | None
    """As `Hit.story`."""


class Collapser:
    """Removes copies from rankings of one build.

    Args:
        store: The articles and their stories.
    """

    def __init__(self, store: ArticleStore) -> None:
        self._store = store

    def collapsed(self, scores: Sequence[FusedScore], k: int, allowed: AllowedRows | None) -> list[Ranked]:
        """Remove passages that repeat what higher passages of their story say.

        Args:
            scores: Best first.
            k: Most passages to keep.
            allowed: The rows a filter lets through; None lets all.

        Returns:
            Best first. Where a story's better article says what a worse one ranked higher for,
            it takes that one's place and score.
        """
        members = story_members(self._store, [score.row for score in scores])
        if not members:
            return [Ranked(score, None) for score in scores[:k]]
        said = _Said(self._store, members, allowed)
        kept: list[Ranked] = []
        places_of: defaultdict[int, list[int]] = defaultdict(list)
        for score in scores:
            member = members.get(score.row)
            if member is not None and member.newest is not None and (allowed is None or allowed.mask[member.newest]):
                continue
            places = places_of[member.story] if member else []
            worse = next((at for at in places if said.takes_place(score.row, kept[at].score.row)), None)
            if worse is not None:
                kept[worse] = replace(kept[worse], score=replace(score, fused=kept[worse].score.fused))
            elif len(kept) < k and not (places and said.repeats(score.row, [kept[at].score.row for at in places])):
                places.append(len(kept))
                kept.append(Ranked(score, member.shown if member else None))
        return kept


class _Said:
    """The sentences of those passages of a ranking that are in stories."""

    def __init__(self, store: ArticleStore, members: Mapping[int, StoryMember], allowed: AllowedRows | None) -> None:
        self._store = store
        self._members = members
        self._allowed = allowed
        self._texts = _texts(store, list(members))
        self._runs = {row: frozenset(runs_of(word_tokens(text))) for row, text in self._texts.items()}
        self._own: dict[int, bool] = {}
        self._ranked: dict[int, StorySentences] = {}
        self._whole: dict[int, StorySentences] = {}

    def takes_place(self, row: int, other: int) -> bool:
        """Return whether a passage of a better article says what another says, which has no sentence of its own."""
        is_better = self._members[row].place < self._members[other].place
        return is_better and self._is_said(other, [row]) and not self._has_own(other)

    def repeats(self, row: int, above: Iterable[int]) -> bool:
        """Return whether passages of other articles say what a passage says, which has no sentence of its own."""
        return self._is_said(row, above) and not self._has_own(row)

    def _is_said(self, row: int, by: Iterable[int]) -> bool:
        article, runs = self._members[row].article, self._runs[row]
        said = frozenset[str]().union(*(self._runs[each] for each in by if self._members[each].article != article))
        return len(runs & said) >= max(_SAID * len(runs), 1)

    def _has_own(self, row: int) -> bool:
        """Return whether a passage has a sentence that no other article of its story says."""
        if row not in self._own:
            story, article = self._members[row].story, self._members[row].article
            alone = self._of_ranking(story).alone(article, sentences_of(self._texts[row]))
            alone = alone and self._of_story(story).alone(article, alone)
            self._own[row] = any(not self._of_story(story).reworded(article, each) for each in alone)
        return self._own[row]

    def _of_ranking(self, story: int) -> StorySentences:
        """Gather what the articles of a story say in this ranking."""
        if story not in self._ranked:
            self._ranked[story] = self._story_sentences(self._rows_of(story))
        return self._ranked[story]

    def _of_story(self, story: int) -> StorySentences:
        """Gather all that the articles of a story say that the filter lets through."""
        if story not in self._whole:
            whole = rows_of_story(self._store, story, _MOST_ARTICLES)
            allowed = {row: whole[row] for row in whole if self._allowed is None or self._allowed.mask[row]}
            self._whole[story] = self._story_sentences(allowed | self._rows_of(story))
        return self._whole[story]

    def _rows_of(self, story: int) -> dict[int, int]:
        return {row: member.article for row, member in self._members.items() if member.story == story}

    def _story_sentences(self, rows: Mapping[int, int]) -> StorySentences:
        texts = self._texts | _texts(self._store, [row for row in rows if row not in self._texts])
        passages: defaultdict[int, list[str]] = defaultdict(list)
        for row, article in rows.items():
            passages[article].append(texts[row])
        return StorySentences(passages)


def _texts(store: ArticleStore, rows: Sequence[int]) -> dict[int, str]:
    return {row: passage.text for row, passage in zip(rows, store.passages(rows), strict=True)}
