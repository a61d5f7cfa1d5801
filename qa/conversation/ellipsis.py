"""Elliptical questions: "and MI6?", "in 2019?", "how many women?", "why?", completed from the one before."""

import re
from collections.abc import Sequence

from qa.conversation.frames import frame_of, is_verb, phrases
from qa.conversation.names import names_in
from qa.conversation.referents import Topic, is_person_noun
from qa.conversation.turns import Rewrite
from qa.conversation.words import AUX, MONTHS, PREPOSITIONS, WH, bare, content, pieces

_OPENINGS = (
    ("and", "what", "about"), ("and", "how", "about"), ("what", "about"), ("how", "about"), ("what", "of"), ("and",),
    ("or",), ("but",), ("also",),
)  # fmt: skip
_ALIKE = (
    frozenset("first second third fourth fifth last next".split()),
    frozenset("highest lowest most least fewest largest smallest biggest best worst oldest youngest".split()),
    frozenset("men women boys girls man woman boy girl children adults".split()),
    frozenset("north south east west northern southern eastern western".split()),
    frozenset("today yesterday tomorrow now".split()),
)
"""Groups of words that can replace one another."""
_TIMES = frozenset(MONTHS.split()) | frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def without_opening(words: Sequence[str]) -> list[str]:
    """Remove "and", "what about" and the like from the front, unless nothing would be left."""
    folded = [word.casefold() for word in words]
    for opening in _OPENINGS:
        if tuple(folded[: len(opening)]) == opening and len(words) > len(opening):
            return list(words[len(opening) :])
    return list(words)


def like_for_like(words: Sequence[str], last: Topic) -> Rewrite | None:
    """Replace the matching part of the last question with the newly named one.

    Args:
        words: The words that name it, without "and" or "what about".
        last: The question before.

    Returns:
        The last question with it; None if nothing there matches it.
    """
    asked = last.said.question.rstrip(" ?.!")
    named = " ".join(words)
    for old in (_same_preposition(words, asked), _same_kind(words, asked)):
        if old:
            return Rewrite(_swapped(asked, old, named))
    if words[0].casefold() in PREPOSITIONS or _is_time(words):
        joint = "" if words[0].casefold() in PREPOSITIONS else "in " if _is_time(words) else ""
        return Rewrite(f"{_untimed(asked, words)} {joint}{named}")
    if not names_in(named, answer=True) and (noun := _counted(words, last)):
        return Rewrite(_swapped(asked, noun, named))
    return _for_a_name(named, asked)


def _for_a_name(named: str, asked: str) -> Rewrite | None:
    """Replace the name that the question is about, and offer replacing the other names."""
    known = [name for name in names_in(asked) if bare(name) != bare(named)]
    if not known:
        frame = frame_of(re.split(r", (?:of|in) ", asked)[0])  # appended words are kept
        things = phrases(frame) if frame.asked or frame.aux else []
        return Rewrite(_swapped(asked, _last_part(things[0]), named)) if things else None
    ranked = sorted(known, key=lambda name: -_likeness(named, name, asked))
    first = Rewrite(_swapped(asked, ranked[0], named))
    close = [name for name in ranked[1:2] if _likeness(named, name, asked) == _likeness(named, ranked[0], asked)]
    others = tuple(_swapped(asked, name, named) for name in close)
    unclear = f"{named}: instead of {ranked[0]} or {close[0]}?" if close else ""
    return Rewrite(first.text, unclear, others)


def _last_part(phrase: str) -> str:
    """Return the words after the last joining word: "a house" of "the tax on selling a house"."""
    words = phrase.split()
    for at in reversed(range(1, len(words) - 1)):
        if words[at].casefold() in PREPOSITIONS or (words[at].islower() and words[at].endswith("ing")):
            return " ".join(words[at + 1 :])
    return phrase


def _likeness(named: str, name: str, asked: str) -> float:
    """Score how alike two names are by their form; a name after the verb's subject counts for less."""
    digits = any(map(str.isdigit, named)) == any(map(str.isdigit, name))
    capitals = named.isupper() == name.isupper()
    start = len(named) > 1 and named[:2] == name[:2]
    words = asked.split()
    at = next((place for place, word in enumerate(words) if bare(word) == bare(name.split()[0])), 0)
    subject = at > 0 and (
        words[at - 1].casefold() in AUX or (words[at - 1] == "the" and words[at - 2].casefold() in AUX)
    )
    return 4 * start + 2 * subject + digits + capitals


def _same_preposition(words: Sequence[str], asked: str) -> str:
    """Find the phrase that begins with the same preposition and, if it is a time, is of the same kind."""
    if words[0].casefold() not in PREPOSITIONS or len(words) < 2:
        return ""
    old = asked.split()
    for at in reversed(range(len(old) - 1)):
        if old[at].casefold() == words[0].casefold() and _is_time(old[at + 1 :]) == _is_time(words[1:]):
            end = at + 2
            while end < len(old) and old[end].casefold() not in PREPOSITIONS | AUX and not is_verb(old[end]):
                end += 1
            return " ".join(old[at:end])
    return ""


def _same_kind(words: Sequence[str], asked: str) -> str:
    """Find the year, ordinal or the like that a newly named one can replace."""
    old = [word.strip(",") for word in asked.split()]
    for word in words:
        kept = bare(word)
        if kept.isdigit() and len(kept) == 4 and len(words) == 1:
            return next((other for other in old if bare(other).isdigit() and len(bare(other)) == 4), "")
        for group in _ALIKE:
            if kept in group and len(content(list(words))) <= 1:
                same_kind = [other for other in old if bare(other) in group and bare(other) != kept]
                if same_kind:
                    return _with_article(same_kind[0], old, words)
    return ""


def _with_article(phrase: str, old: Sequence[str], words: Sequence[str]) -> str:
    at = list(old).index(phrase)
    wants = words[0].casefold() == "the"
    return f"the {phrase}" if wants and at and old[at - 1].casefold() == "the" else phrase


def _counted(words: Sequence[str], last: Topic) -> str:
    """Return the noun that "how many" counts, or that names the people asked about."""
    asked, rest = last.frame.asked, last.frame.rest
    if last.frame.aux in ("are", "were") and len(rest) == 1 and bare(rest[0]).endswith("s"):
        return rest[0]
    if names_people(words) and not names_people(asked):
        return next((word for word in rest if is_person_noun(bare(word))), "")
    if [bare(word) for word in asked[:2]] in (["how", "many"], ["how", "much"]) and len(asked) > 2:
        return " ".join(asked[2:])
    return ""


def _is_time(words: Sequence[str]) -> bool:
    first = [bare(word) for word in words if word.casefold() not in PREPOSITIONS and word.casefold() != "the"][:2]
    return any(word in _TIMES or (word.isdigit() and len(word) == 4) for word in first)


def _untimed(asked: str, words: Sequence[str]) -> str:
    """Remove the time at the end of a question that is asked about another time."""
    if not _is_time(words):
        return asked
    old = asked.split()
    for at in range(1, len(old)):
        if old[at].casefold() in ("in", "on", "by", "since") and _is_time(old[at + 1 :]) and len(old) - at <= 4:
            return " ".join(old[:at])
    return asked


def _swapped(asked: str, old: str, named: str) -> str:
    at = asked.casefold().find(old.casefold())
    if at < 0:
        return f"{asked}, {named}"
    if named.casefold().startswith("the ") and asked[:at].casefold().endswith(" the "):
        named = named[4:]
    return asked[:at] + named + asked[at + len(old) :]


def bare_question(words: Sequence[str], last: Topic) -> str:
    """Ask "why?", "where?" or "by whom?" about the statement of the last question.

    Args:
        words: Question words alone, perhaps with a preposition.
        last: The question before.

    Returns:
        The question in full; empty if its form is not known.
    """
    frame, asks = last.frame, " ".join(words)
    if frame.asks_subject and frame.aux in ("was", "were", "is", "are") and last.answer:
        return f"{asks} {frame.aux} {last.answer} {' '.join(frame.rest)}"
    if frame.asks_subject and last.answer and not frame.aux:
        return f"{asks} was it that {last.answer} {' '.join(frame.rest)}"
    if not frame.asked:
        return f"{asks} {frame.aux} {' '.join(frame.rest)}" if frame.aux else ""
    counted = " ".join(frame.asked[2:]) if frame.asks_subject and bare(frame.asked[0]) == "how" else ""
    if counted and not frame.aux:
        return f"{asks} was it that {counted} {' '.join(frame.rest)}"
    return f"{asks} {frame.aux} {counted} {' '.join(frame.rest)}".replace("  ", " ") if frame.aux else ""


def is_bare(words: Sequence[str]) -> bool:
    """Return whether a question has hardly more than question words: "why?", "by which party?"."""
    asking = [at for at, word in enumerate(words) if bare(word) in WH]
    if not asking or (bare(words[asking[0]]) == "how" and asking[0] + 1 < len(words)) or len(words) > 4:
        return False
    more = [word for word in words if bare(word) not in WH | PREPOSITIONS and word.casefold() != "exactly"]
    return not more or (len(more) == 1 and words[0].casefold() in PREPOSITIONS and not is_verb(more[0]))


def measured(words: Sequence[str], about: str) -> str:
    """Ask "how old?" or "how many?" about something, and "founded when?"; empty for other questions.

    Args:
        words: The question's words.
        about: What it is asked about.

    Returns:
        The question in full.
    """
    folded = [word.casefold() for word in words]
    verb = "were" if about.endswith("s") or " who " in about or " that " in about else "was"
    if folded[0] == "how" and len(words) == 2 and folded[1] not in AUX | {"many", "much", "come", "so"}:
        return f"{' '.join(words)} {verb} {about}"
    if is_verb(folded[0]) and len(words) <= 3 and any(bare(word) in WH for word in words[1:]):
        return f"{' '.join(words[1:])} {verb} {about} {folded[0]}"
    return ""


def names_people(words: Sequence[str]) -> bool:
    """Return whether a phrase names people by what they are."""
    return any(is_person_noun(bare(word)) for word in words)


def plain(question: str) -> list[str]:
    """Return the words of a question without commas."""
    return [word for word in pieces(question) if word not in (",", ";", ":")]
