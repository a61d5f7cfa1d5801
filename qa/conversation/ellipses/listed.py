"""Ordinals and "which one" of things that were listed: "the second one", "the latter", "which is cheaper?"."""

import re
from collections.abc import Sequence

from qa.conversation.frames import is_verb, may_be_verb
from qa.conversation.referents import Topic
from qa.conversation.requests import stated_answer
from qa.conversation.words import AUX

_PLACES = {"first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "latter": -1}
_OPTIONS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\bbetween (.+?) and (.+)$",
        r"\bcompare (.+?) (?:and|with|to) (.+)$",
        r"[,:] (.+?),? or (.+)$",
        r"(?:^|\b(?:is|are|about) )(.+?) (?:vs\.?|versus) (.+)$",
    )
)
"""Forms of questions that name what is compared."""
_JOINT = re.compile(r",\s+(?:and |or )?|\s+(?:and|or)\s+")
_MOST, _LONGEST = 8, 5
"""Most things in a list, and most words of each."""


def listed(topics: Sequence[Topic]) -> list[str]:
    """Return the things that the last answer lists, or that the last questions compare.

    Args:
        topics: The topics of the turns, oldest first.

    Returns:
        Two things or more, in order; empty if nothing is listed.
    """
    if things := items_of(stated_answer(topics[-1].said.answer)):
        return things
    for topic in reversed(topics[-2:]):
        question = topic.said.question.rstrip(" ?.!")
        for form in _OPTIONS:
            if match := form.search(question):
                return [thing for part in match.groups() for thing in _JOINT.split(part) if thing]
    return []


def items_of(answer: str) -> list[str]:
    """Split an answer into the things it lists; empty if it is a sentence or one thing."""
    things = [thing.strip() for thing in _JOINT.split(answer.rstrip(" .")) if thing.strip()]
    brief = all(len(thing.split()) <= _LONGEST for thing in things)
    return things if 1 < len(things) <= _MOST and brief else []


def picked(words: Sequence[str], topics: Sequence[Topic]) -> list[str]:
    """Replace "the second one" with what it refers to.

    Args:
        words: The question's words.
        topics: The topics of the turns, oldest first.

    Returns:
        The words; empty if no ordinal refers to a thing that was listed.
    """
    for at in range(1, len(words)):
        place = _PLACES.get(words[at].casefold())
        if place is None or words[at - 1].casefold() != "the":
            continue
        rest = list(words[at + 1 :])
        if rest and rest[0].casefold() in ("one", "ones"):
            rest = rest[1:]
        elif rest and not (rest[0].casefold() in AUX or is_verb(rest[0]) or may_be_verb(rest[0])):
            continue  # "the second attack"
        things = listed(topics)
        if -len(things) <= place < len(things):
            return [*words[: at - 1], *things[place].split(), *rest]
    return []


def are_aspects(topics: Sequence[Topic]) -> bool:
    """Return whether the last answer lists what means little without the topic: "fever, cough and headache"."""
    return " ".join(items_of(stated_answer(topics[-1].said.answer))[1:]).islower()


def chosen_among(words: Sequence[str], topics: Sequence[Topic]) -> str:
    """Add the things to choose from to "which one is better?".

    Args:
        words: The question's words.
        topics: The topics of the turns, oldest first.

    Returns:
        The question in full; empty if it does not ask for a choice, or nothing was listed.
    """
    if words[0].casefold() != "which" or (len(words) > 1 and words[1].casefold() not in AUX | {"one", "ones", "of"}):
        return ""
    if [word.casefold() for word in words[1:2]] == ["of"] and not {"them", "these", "those"} & set(words[2:3]):
        return ""  # "which of Leeds's bridges"
    things = listed(topics)
    return f"{' '.join(words)}, {', '.join(things[:-1])} or {things[-1]}" if things else ""
