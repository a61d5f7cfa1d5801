"""Copies out of a ranking: of passages that say the same in one story, the best article's alone stays.

This happens before the ranking is cut, so that nine reprints of an agency text take one place
among the passages that are read. A copy's passage with a sentence that its story says nowhere
else stays where it is. An earlier version of a page gives way to the newest, unless a filter keeps that out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.sentences import all_sentences
from index.retrieval.fusion import FusedScore
from index.store.articles import ArticleStore
from index.store.scope import AllowedRows
from index.stories.members import StoryMember, story_members
from index.stories.minhash import runs_of, word_tokens

_SAME = 0.5
"""Share of the shorter passage's runs of three words that the longer has, from which they say the same."""

_TOLD_TWICE = 2
"""Articles of a story that say a thing from which it is not one's own."""
_LEAST_RUNS = 3
"""Runs of three words of a sentence that says something."""
_ALONE = 0.5
"""Share of a sentence's runs that no other article has, above which the sentence is its article's own."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's place in a ranking."""

    score: FusedScore
    story: str | None
    """As `Hit.story`."""


class Collapser:
    """Takes copies out of rankings of one build.

    Args:
        store: The articles and their stories.
    """

    def __init__(self, store: ArticleStore) -> None:
        self._store = store

    def collapsed(self, scores: Sequence[FusedScore], allowed: AllowedRows | None) -> list[Ranked]:
        """Take out passages that say what a better one of their story says.

        Args:
            scores: Best first.
            allowed: The rows a filter lets through; None lets all.

        Returns:
            Best first. Where a story's better article says what a worse one ranked higher for,
            it takes that one's place and score.
        """
        members = story_members(self._store, [score.row for score in scores])
        if not members:
            return [Ranked(score, None) for score in scores]
        says, own = self._runs(members)
        kept: list[Ranked] = []
        places_of: defaultdict[int, list[int]] = defaultdict(list)
        for score in scores:
            member = members.get(score.row)
            if member is None:
                kept.append(Ranked(score, None))
                continue
            if member.newest is not None and (allowed is None or allowed.mask[member.newest]):
                continue
            places = places_of[member.story]
            same = next((at for at in places if _repeats(score.row, kept[at].score.row, members, says)), None)
            better = same is not None and member.place < members[kept[same].score.row].place
            if same is None or (kept[same].score.row if better else score.row) in own:
                places.append(len(kept))
                kept.append(Ranked(score, member.shown))
            elif better:
                kept[same] = Ranked(replace(score, fused=kept[same].score.fused), member.shown)
        return kept

    def _runs(self, members: dict[int, StoryMember]) -> tuple[dict[int, frozenset[str]], frozenset[int]]:
        """Give each passage's runs of words, and the passages with a sentence that only they say."""
        rows = list(members)
        passages = dict(zip(rows, self._store.passages(rows), strict=True))
        says = {row: frozenset(runs_of(word_tokens(found.text))) for row, found in passages.items()}
        tellers: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for row, runs in says.items():
            for run in runs:
                tellers[members[row].story, run].add(members[row].article)
        own = (row for row, found in passages.items() if _says_alone(found.text, members[row].story, tellers))
        return says, frozenset(own)


def _says_alone(text: str, story: int, tellers: Mapping[tuple[int, str], set[int]]) -> bool:
    """Tell whether a passage has a sentence most of whose words no other article of its story has."""
    for start, end in all_sentences(text):
        runs = set(runs_of(word_tokens(text[start:end])))
        alone = sum(len(tellers[story, run]) < _TOLD_TWICE for run in runs if (story, run) in tellers)
        if len(runs) >= _LEAST_RUNS and alone > _ALONE * len(runs):
            return True
    return False


def _repeats(row: int, other: int, members: dict[int, StoryMember], says: dict[int, frozenset[str]]) -> bool:
    """Tell whether two passages of different articles say the same."""
    one, two = says[row], says[other]
    shorter = min(len(one), len(two))
    return members[row].article != members[other].article and len(one & two) >= max(_SAME * shorter, 1)
