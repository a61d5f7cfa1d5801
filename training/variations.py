"""Variations of pairs, so that the reader learns to read rather than to memorise passages.

There are few passages and many epochs: without variation, a reader answers 87 in 100 of the training
questions and 74 in 100 of others. Each function returns a new example, or None if it does not apply.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from corpus.sentences import all_sentences
from qa.questions import question_type
from training.data import Example
from training.negatives import folded

_DROPPED = 0.3
"""Share of the sentences without the answer that `thinned` drops."""
_OPPOSITES = (
    ("first", "last"), ("most", "least"), ("more", "fewer"), ("largest", "smallest"), ("highest", "lowest"),
    ("before", "after"), ("increase", "decrease"), ("increased", "decreased"), ("largest", "second largest"),
    ("earliest", "latest"), ("oldest", "youngest"), ("longest", "shortest"), ("best", "worst"), ("early", "late"),
    ("north", "south"), ("northern", "southern"), ("east", "west"), ("eastern", "western"), ("open", "close"),
    ("opened", "closed"), ("won", "lost"), ("win", "lose"), ("winner", "loser"), ("begin", "end"),
    ("began", "ended"), ("start", "stop"), ("started", "stopped"), ("old", "new"), ("male", "female"),
    ("men", "women"), ("man", "woman"), ("father", "mother"), ("son", "daughter"), ("brother", "sister"),
    ("husband", "wife"), ("major", "minor"), ("majority", "minority"), ("maximum", "minimum"), ("above", "below"),
    ("public", "private"), ("allowed", "forbidden"), ("accepted", "rejected"), ("included", "excluded"),
    ("support", "oppose"), ("supported", "opposed"), ("attack", "defend"), ("arrived", "left"), ("buy", "sell"),
    ("bought", "sold"), ("built", "destroyed"), ("created", "abolished"), ("born", "buried"), ("inside", "outside"),
    ("known", "unknown"), ("common", "rare"), ("strong", "weak"), ("big", "small"), ("large", "small"),
    ("long", "short"), ("high", "low"), ("hot", "cold"), ("good", "bad"), ("good", "poor"), ("always", "never"),
    ("same", "different"), ("like", "dislike"), ("liked", "disliked"), ("love", "hate"), ("rich", "poor"),
    ("is", "is not"), ("was", "was not"), ("are", "are not"), ("were", "were not"), ("did", "did not"),
    ("does", "does not"), ("do", "do not"), ("can", "cannot"), ("could", "could not"), ("has", "has not"),
)  # fmt: skip
"""Replacements that give a question the opposite meaning; auxiliary verbs, at the end, are used last."""
_HELPING = 10
"""Number of auxiliary verbs at the end of `_OPPOSITES`."""
_DENIED = 0.25
"""How often they are used: a "not" alone must not predict that there is no answer."""
_TRIED = 5
"""Number of draws to find an answer that is not in the passage."""
_FEWEST = 20
"""Minimum number of words that remain if sentences are left out."""
_SILENT = frozenset(("do", "does", "did"))
_HELPER = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)"
_OF_SUBJECT = re.compile(rf"(?:who|what|which \w+)\s(?!(?:\S+\s){{0,5}}{_HELPER}\b)(?P<rest>\w+\s.+)", re.IGNORECASE)
_OF_PLACE = re.compile(rf"(?:who|what|when|where|why|how)\s(?P<helper>{_HELPER})\s(?P<rest>.+)", re.IGNORECASE)
"""Questions whose answer is the subject, and those with an auxiliary verb before it."""
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


def without_answer(example: Example) -> Example | None:
    """Leave out the sentences with an answer, as if the passage had been cut elsewhere."""
    kept = [span for span in all_sentences(example.passage) if not _touches(example, span)]
    text = " ".join(example.passage[start:end] for start, end in kept)
    if len(text.split()) < _FEWEST or any(folded(answer) in folded(text) for answer in example.answers):
        return None
    return replace(example, passage=text, spans=())


def thinned(example: Example, chance: random.Random) -> Example | None:
    """Leave out sentences without an answer."""
    cut = all_sentences(example.passage)
    kept = [span for span in cut if _touches(example, span) or chance.random() >= _DROPPED]
    if len(kept) == len(cut) or not kept:
        return None
    parts, spans, at = [], [], 0
    moved: list[tuple[int, int, int]] = []
    for start, end in kept:
        moved.append((start, end, at))
        parts.append(example.passage[start:end])
        at += end - start + 1
    for low, high in example.spans:
        held = [(low - start + to, high - start + to) for start, end, to in moved if start <= low < high <= end]
        if not held:
            return None
        spans += held
    return replace(example, passage=" ".join(parts), spans=tuple(spans))


def stated(example: Example) -> str | None:
    """Turn a question and its answer into a statement, because users also search for claims.

    "Who founded the mill?" with "Anna Vos" gives "Anna Vos founded the mill"; a verb separated from
    its auxiliary is left unchanged.

    Args:
        example: A question with its own passage.

    Returns:
        The statement; None for a question without an answer or of another form.
    """
    if not example.spans:
        return None
    question, answer = example.question.rstrip(" ?"), example.answers[0]
    if asked := _OF_SUBJECT.match(question):
        return f"{answer} {asked['rest']}"
    if asked := _OF_PLACE.match(question):
        rest = asked["rest"][0].upper() + asked["rest"][1:]
        helper = "" if asked["helper"].casefold() in _SILENT else f"{asked['helper']} "
        return f"{rest} {helper}{answer}"
    return None


def opposed(example: Example, chance: random.Random) -> Example | None:
    """Ask the opposite, if the passage does not mention it."""
    passage = set(_WORD.findall(example.passage.casefold()))
    pairs = [pair for both in _OPPOSITES[:-_HELPING] for pair in (both, both[::-1])]
    helping = list(_OPPOSITES[-_HELPING:]) if chance.random() < _DENIED else []
    for candidates in (pairs, helping):
        found = [
            (match, new)
            for old, new in candidates
            if (match := re.search(rf"\b{old}\b", example.question)) and not set(new.split()) <= passage
        ]
        if found:
            match, new = chance.choice(found)
            question = example.question[: match.start()] + new + example.question[match.end() :]
            return replace(example, question=question, spans=())
    return None


class Answers:
    """The answers of one source by kind of question, to replace others.

    Args:
        examples: The source's questions.

    Source:
        Longpre et al., "Entity-Based Knowledge Conflicts in Question Answering", 2021 (substitution
        of answers by others of their type).
    """

    def __init__(self, examples: Iterable[Example]) -> None:
        pools: dict[tuple[str, str], set[str]] = defaultdict(set)
        for example in examples:
            for answer in example.answers[:1]:
                if key := _shape(example.question, answer):
                    pools[key].add(answer)
        self._pools = {key: sorted(found) for key, found in pools.items()}

    def substituted(self, example: Example, chance: random.Random) -> Example | None:
        """Replace the answer by another of the same shape everywhere in the passage and in the annotation."""
        answers = set(example.answers)
        key = _shape(example.question, example.answers[0]) if len(answers) == 1 else None
        old = example.answers[0] if key else ""
        words = rf"(?<!\w){re.escape(old)}(?!\w)"
        if not key or re.search(words, f"{example.title} {example.question}"):
            return None
        pool = self._pools[key]
        drawn = chance.sample(pool, min(_TRIED, len(pool)))
        new = next((each for each in drawn if folded(each) not in folded(example.passage)), None)
        if new is None:
            return None
        begins = {start for start, _ in example.spans}
        spans, parts, last, at = [], [], 0, 0
        for match in re.finditer(words, example.passage):
            parts += [example.passage[last : match.start()], new]
            at += match.start() - last
            spans += [(at, at + len(new))] * sum(start == match.start() for start, _ in example.spans)
            at, last = at + len(new), match.end()
            begins.discard(match.start())
        if begins:
            return None
        passage = "".join(parts) + example.passage[last:]
        return replace(example, passage=passage, spans=tuple(spans))


def _shape(question: str, answer: str) -> tuple[str, str] | None:
    """Return the kind of question and the shape of its answer; None if the shape is unknown."""
    kind, words = question_type(question), answer.split()
    if kind in ("when", "how many") and _DIGIT.search(answer):
        return kind, _DIGIT.sub("0", answer)
    if kind in ("who", "where") and 1 <= len(words) <= 4 and all(word[0].isupper() for word in words):
        return kind, str(len(words))
    return None


def _touches(example: Example, span: tuple[int, int]) -> bool:
    return any(low < span[1] and high > span[0] for low, high in example.spans)
