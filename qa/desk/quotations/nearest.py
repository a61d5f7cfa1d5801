"""Finds the text nearest to a quotation that does not occur verbatim, and the differences.

Shared pairs of adjacent words vote for the position; there the words are aligned.

Source:
    Seeding and aligning follow Altschul et al., "Basic Local Alignment Search Tool", 1990; the
    alignment is Sellers, "The theory and computation of evolutionary distances", 1980.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from qa.desk.quotations.words import Folded

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:'\w+)*")
_PIECE = re.compile(r"\w+(?:['’]\w+)*|\s+|.", re.DOTALL)
_ALIKE = 0.6
"""Similarity of two words from which they are compared letter by letter."""
_SLACK = 4
_MOST = 240
"""Maximum number of words that are aligned; of a longer quotation, its beginning."""
_SHARE = 0.6
"""Share of a quotation's words, also weighted by rarity, from which a text counts as the same, altered."""
_RUN = 5
_RUN_SHARE = 0.35
"""A shared run of so many words, with such a share of the total weight, is a match whatever surrounds it."""
SHORT = 5
"""Words of a quotation that may share no two adjacent words with what it was made from."""
_HALF = 0.5
_LEAST_RUN = 3
"""A shared run of so many words and half of all words are enough if the speaker is the same."""
_EDGE = 3
"""Consecutive words that differ at an end from which that end is cut off."""
_ENDS = " \n\t,.;:"
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»‘’‚‛´`ʼ", "'"),
        '"': "'",
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\n": " ",
        "\t": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Near:
    """A part of a text that resembles a quotation."""

    start: int
    end: int
    share: float
    """Share of the quotation's words that it has in order, weighted by rarity, 0 to 1."""
    run: int
    """Length of the longest shared run, in words."""
    is_same: bool
    """Whether it resembles the quotation enough to be what was quoted."""
    is_like: bool
    """Whether it resembles the quotation enough if both have the same speaker."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a quotation next to the corresponding text of the article."""

    draft: str
    archive: str

    @property
    def is_same(self) -> bool:
        """Whether it is unchanged."""
        return self.draft == self.archive


def shared_pairs(quote: Sequence[str], text: str, weights: Mapping[str, float]) -> float:
    """Sum the weights of the adjacent word pairs that a quotation and a text share; faster than aligning them.

    Args:
        quote: The quotation's words and marks, in lower case.
        text: The text.
        weights: The rarity of each word; the default is 1.

    Returns:
        The sum of the weights; 0 if no pair is shared.
    """
    tokens = [word for word in quote if word[0].isalnum()]
    words = _WORD.findall(text.lower().replace("’", "'"))
    pairs = set(pairwise(words))
    return sum(
        weights.get(one, 1.0) + weights.get(other, 1.0) for one, other in pairwise(tokens) if (one, other) in pairs
    )


def nearest(folded: Folded, quote: Sequence[str], weights: Mapping[str, float]) -> Near | None:
    """Find the part of a text that is nearest to a quotation.

    Args:
        folded: The text.
        quote: The quotation's words and marks, in lower case.
        weights: The rarity of each word; the default is 1.

    Returns:
        The part; None if no two adjacent words are shared, nor of a short quotation two with one between.
    """
    words = list(quote[:_MOST])
    votes = _votes(folded.lower, words)
    if not votes:
        return None
    best: Near | None = None
    for diagonal, _ in votes.most_common(2):
        slack = _SLACK + len(words) // 4
        first = max(0, diagonal - slack)
        window = folded.lower[first : diagonal + len(words) + slack]
        pairs = _aligned(words, window)
        near = _near(folded, words, pairs, first, weights)
        if near and (best is None or (near.is_same, near.share) > (best.is_same, best.share)):
            best = near
    return best


def _votes(text: list[str], words: list[str]) -> Counter[int]:
    """Count, for each possible start of the quotation, the shared word pairs that vote for it."""
    pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place in range(len(words) - 1):
        pairs[words[place], words[place + 1]].append(place)
    votes: Counter[int] = Counter()
    for at in range(len(text) - 1):
        for place in pairs.get((text[at], text[at + 1]), ()):
            votes[at - place] += 3
            votes[at - place - 1] += 1
            votes[at - place + 1] += 1
    if not votes and len(words) <= SHORT:  # the word that was changed is between two others
        around = {(words[place], words[place + 2]): place for place in range(len(words) - 2)}
        for at in range(len(text) - 2):
            place = around.get((text[at], text[at + 2]), -1)
            if place >= 0:
                votes[at - place] += 1
    return votes


def _aligned(words: list[str], window: list[str]) -> list[tuple[int, int | None]]:
    """Align all words with a part of the window; return pairs of positions, None for words without a counterpart."""
    width = len(window) + 1
    table = [[0] * width]
    for row, word in enumerate(words, start=1):
        above, here = table[-1], [row] * width
        left = row
        for column in range(1, width):
            cost = above[column - 1] + (word != window[column - 1])
            if above[column] + 1 < cost:
                cost = above[column] + 1
            if left + 1 < cost:
                cost = left + 1
            here[column] = left = cost
        table.append(here)
    row, column = len(words), min(range(width), key=table[-1].__getitem__)
    pairs: list[tuple[int, int | None]] = []
    while row:
        cost = table[row][column]
        if column and cost == table[row - 1][column - 1] + (words[row - 1] != window[column - 1]):
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif cost == table[row - 1][column] + 1:
            row -= 1
            pairs.append((row, None))
        else:
            column -= 1
    return pairs[::-1]


def _near(
    folded: Folded, words: list[str], pairs: list[tuple[int, int | None]], first: int, weights: Mapping[str, float]
) -> Near | None:
    same = [
        (row, first + column)
        for row, column in pairs
        if column is not None and words[row] == folded.lower[first + column]
    ]
    if not same:
        return None
    total = sum(weights.get(word, 1.0) for word in words)
    share = sum(weights.get(words[row], 1.0) for row, _ in same) / max(total, 1e-9)
    run = _longest_run(same)
    weight = sum(weights.get(words[row], 1.0) for row, _ in run) / max(total, 1e-9)
    counted = len([row for row, _ in same if words[row][0].isalnum()]) / max(
        1, sum(word[0].isalnum() for word in words)
    )
    is_same = (min(share, counted) >= _SHARE and len(same) >= 3) or (len(run) >= _RUN and weight >= _RUN_SHARE)
    is_like = counted >= _SHARE or (counted >= _HALF and len(run) >= _LEAST_RUN)
    begin, last = same[0], same[-1]
    start = begin[1] - (begin[0] if begin[0] <= _EDGE else 0)
    after = len(words) - 1 - last[0]
    stop = last[1] + 1 + (after if after <= _EDGE else 0)
    tokens = folded.tokens[max(start, 0) : stop]
    while len(tokens) > 1 and not tokens[-1].is_word:
        tokens = tokens[:-1]
    return Near(tokens[0].start, tokens[-1].end, share, len(run), is_same, is_same or is_like)


def _longest_run(same: list[tuple[int, int]]) -> list[tuple[int, int]]:
    longest = run = same[:1]
    for one in same[1:]:
        run = [*run, one] if one == (run[-1][0] + 1, run[-1][1] + 1) else [one]
        longest = max(longest, run, key=len)
    return longest


def difference(draft: str, archive: str) -> tuple[Change, ...]:
    """Compare a quotation with the article's words character by character.

    Args:
        draft: The words as quoted.
        archive: The article's words.

    Returns:
        Pieces, alternately equal and changed, that together make up both texts except for marks at their ends.
        Typographic variants are equal; words with little in common differ as a whole.
    """
    one, other = _PIECE.findall(draft.rstrip(_ENDS)), _PIECE.findall(archive.rstrip(_ENDS))
    matcher = SequenceMatcher(None, [_typed(p) for p in one], [_typed(p) for p in other], autojunk=False)
    changes: list[Change] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        before, after = "".join(one[start:end]), "".join(other[first:last])
        if tag == "equal":
            changes.append(Change(before, before))
        elif tag == "replace" and SequenceMatcher(None, _typed(before), _typed(after)).ratio() >= _ALIKE:
            changes += _letters(before, after)
        else:
            changes.append(Change(before, after))
    return _merged(changes)


def _letters(before: str, after: str) -> Iterator[Change]:
    """Compare two similar words letter by letter."""
    matcher = SequenceMatcher(None, _typed(before), _typed(after), autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        same = tag == "equal"
        yield Change(before[start:end], before[start:end] if same else after[first:last])


def _typed(piece: str) -> str:
    return piece.translate(_TYPOGRAPHY)


def _merged(changes: list[Change]) -> tuple[Change, ...]:
    """Join adjacent pieces of one kind, and changes separated only by a space."""
    merged: list[Change] = []
    for change in changes:
        if merged and merged[-1].is_same == change.is_same:
            merged[-1] = Change(merged[-1].draft + change.draft, merged[-1].archive + change.archive)
        elif len(merged) > 1 and not change.is_same and merged[-1].is_same and merged[-1].draft.isspace():
            space = merged.pop().draft
            last = merged.pop()
            merged.append(Change(last.draft + space + change.draft, last.archive + space + change.archive))
        else:
            merged.append(change)
    return tuple(merged)
