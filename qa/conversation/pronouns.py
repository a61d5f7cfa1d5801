"""Resolve pronouns, he, it, they and there, from the last questions and answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.conversation.casing import acts_as_person
from qa.conversation.frames import is_verb
from qa.conversation.names import gender, in_full, is_person, names_in
from qa.conversation.pointing import KINDS_OF_THINGS, MANY, PERSONAL, POINTING, group_of
from qa.conversation.referents import Topic, persons, place, several, spoken_of, thing
from qa.conversation.requests import stated_answer
from qa.conversation.words import AUX, PREPOSITIONS, bare, content, folded, pieces

_SAYING = frozenset("say says said think thinks thought claim claimed believe believed announce announced".split())
_KIN = {
    "he": frozenset("wife mother sister daughter girlfriend widow aunt niece".split()),
    "she": frozenset("husband father brother son boyfriend widower uncle nephew".split()),
}
"""Relatives that the pronoun does not refer to."""
_BEINGS = frozenset(
    "baby bird boy boyfriend brother cat child dad daughter dog father friend girl girlfriend hamster horse husband "
    "kid kitten man mom mother mum parrot partner patient pet puppy rabbit sister son teenager toddler wife "
    "woman".split()
)
_NOUN_FOLLOWS = frozenset("this that these those".split())


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question's words with its pronouns resolved."""

    words: tuple[str, ...]
    unclear: str = ""
    """``he: McCallum or Moore?``; empty if nothing is ambiguous."""
    others: tuple[tuple[str, ...], ...] = ()
    """The words with each other possible referent."""


def points_back(words: Sequence[str], known: frozenset[str]) -> int | None:
    """Find the first pronoun that refers to something outside the question.

    Args:
        words: The question's words.
        known: The words of earlier turns, folded: what they name is not new.

    Returns:
        Its position; None if there is none, or if the question itself names its referent.
    """
    for at, word in enumerate(words):
        if word.casefold() in POINTING and not _expletive(words, at) and not _own(words, at, known):
            return at
    return None


def _own(words: Sequence[str], at: int, known: frozenset[str]) -> bool:
    """Return whether the words before a pronoun can be its referent; for "affect it?" at the end that takes a name."""
    earlier = " ".join(words[:at]).split()  # a name in full is one of the words
    before = [word for word in content(earlier) if word not in known]
    following = words[at + 1] if at + 1 < len(words) else ""
    closes = words[at].casefold() in ("it", "them") and following in ("", "to", "for", "in", "with")
    if closes and words[at - 1 : at] and words[at - 1].casefold() not in _SAYING:
        return len(before) >= 2 and any(word[0].isupper() and bare(word) not in known for word in earlier[1:])
    return len(before) >= 3


def _expletive(words: Sequence[str], at: int) -> bool:
    """Return whether a word that can refer back does not: "is it true that", "is there", "the man that"."""
    kept = words[at].casefold()
    before = words[at - 1].casefold() if at else ""
    following = words[at + 1].casefold() if at + 1 < len(words) else ""
    if kept == "it":
        if following in ("is", "was") and {"to", "that"} & {word.casefold() for word in words[at + 2 :]}:
            return True
        takes = before in ("do", "does", "did", "will", "would") and following == "take"
        means = before == "does" and following in ("mean", "feel") and "to" in words[at + 2 :]
        return following in ("true", "possible", "likely", "legal") or takes or means
    if kept == "there":
        return before in AUX
    if kept == "that":
        return bool(before) and before not in AUX | PREPOSITIONS | {"and", "why"} and bool(following)
    return False


def resolved(words: Sequence[str], topics: Sequence[Topic]) -> Resolved:
    """Resolve the pronouns of a question.

    Args:
        words: The question's words, names in full.
        topics: The topics of the turns, oldest first.

    Returns:
        The words; a pronoun without a fitting referent stays.
    """
    words = _kind_named(words, topics[-1])
    done = Resolved(tuple(words))
    known = said_words(topics)
    meant: dict[str, str] = {}
    for at, word in enumerate(words):
        kept = word.casefold()
        if kept not in POINTING or _expletive(words, at) or _own(words, at, known):
            continue
        group = group_of(kept)
        referents = [meant[group]] if group in meant else _meant(kept, words, at, topics)
        if referents:
            meant[group] = referents[0]
            done = _put(done, at, kept, referents)
    return done


def about(name: str, words: Sequence[str], topics: Sequence[Topic]) -> str:
    """Put the subject that stands before a question in place of its pronoun.

    Args:
        name: The subject: "Greta" of "and Greta, how strong was it".
        words: The question's words.
        topics: The topics of the turns, oldest first.

    Returns:
        The question in full; empty if it has no pronoun.
    """
    full = " ".join(in_full(pieces(name), [topic.said for topic in topics]))
    for at, word in enumerate(words):
        kept, one = word.casefold(), words[at + 1 : at + 2]
        if kept not in POINTING or kept == "there" or _expletive(words, at):
            continue
        end = at + 2 if one and one[0].casefold() == "one" else at + 1
        if kept in _NOUN_FOLLOWS and end == at + 1 and one and content(list(one)) and not is_verb(one[0]):
            continue
        return " ".join([*words[:at], _inflected(kept, full, words[end : end + 1]), *words[end:]])
    return ""


def said_words(topics: Sequence[Topic]) -> frozenset[str]:
    """Return every word of earlier turns, folded."""
    said = (topic.said for topic in topics)
    return frozenset().union(*(folded(f"{turn.question} {turn.answer or ''}") for turn in said))


def _kind_named(words: Sequence[str], last: Topic) -> Sequence[str]:
    """Put the last answer, the name of a thing, in place of "that airline"."""
    answer = last.answer
    if not names_in(answer, answer=True) or last.about_person or is_person(answer) or last.about_place:
        return words
    for at, word in enumerate(words[:-1]):
        noun = bare(words[at + 1])
        if word.casefold() in _NOUN_FOLLOWS and noun in KINDS_OF_THINGS and noun not in folded(answer):
            return [*words[:at], answer, *words[at + 2 :]]
    return words


def _meant(kept: str, words: Sequence[str], at: int, topics: Sequence[Topic]) -> list[str]:
    if kept in PERSONAL:
        return _people(PERSONAL[kept], topics)
    if kept in _NOUN_FOLLOWS and at + 1 < len(words) and content([words[at + 1]]):
        return []  # "this year", "those bones": the noun says which
    if lasting := _lasting(kept, topics[-1]):
        return [lasting]
    if kept != "there" and (named := spoken_of(topics[-1])):
        return [named]
    find = several if kept in MANY else place if kept == "there" else thing
    if kept in MANY and topics[-1].about_person and topics[-1].answer and not is_person(topics[-1].answer):
        return [topics[-1].answer]  # "who did it?" "the Taliban" "what did they say?"
    roots = [topic for topic in reversed(topics) if topic.said.root]
    names = [named for topic in roots if (named := find(topic))]
    if not names and kept in MANY | {"there"}:
        names = [named for topic in roots if (named := thing(topic))]
    return names[:1]


def _lasting(kept: str, last: Topic) -> str:
    """Return the pronoun's referent in the last question, unless its answer names something else."""
    lasting = last.meant.get(group_of(kept), "")
    if not lasting or last.said.root or (kept in MANY and last.about_person):
        return ""
    named = last.answer if not last.about_person and not last.about_place else ""
    return "" if named and kept != "there" else lasting


def _people(wanted: str, topics: Sequence[Topic]) -> list[str]:
    """Find possible persons: the referent so far and one newly named; else a certain person; else a subject."""
    for sure in (True, False):
        for topic in reversed(topics):
            named = [name for name in dict.fromkeys(persons(topic, sure=sure)) if gender(name) in ("", wanted)]
            if lasting := topic.meant.get(wanted, ""):
                new = [] if _is_other(wanted, topic) else [name for name in named if name in topic.answer]
                return [lasting, *(name for name in new[:1] if name != lasting)]
            if any(wanted in topic.meant for topic in topics):
                named = [name for name in named if gender(name) or (topic.about_person and name in topic.answer)]
            named = [name for name in named if not any(name != other and name in other for other in named)]
            likely = [name for name in named if gender(name) or (topic.about_person and name in topic.answer)]
            if named:
                return _with_other(likely[:2] or named[:1], wanted, topic)
    return next((found for topic in reversed(topics) if (found := _last_resort(wanted, topic))), [])


def _with_other(found: list[str], wanted: str, topic: Topic) -> list[str]:
    """Add the other person of the last question, if nothing says which of the two is meant."""
    if len(found) > 1 or gender(found[0]):
        return found
    others = (name for name in names_in(topic.said.question) if bare(name.split()[-1]) not in folded(found[0]))
    fitting = (name for name in others if is_person(name) and gender(name) in ("", wanted))
    return [*found, *[name for name in fitting if acts_as_person(name, topic.said.evidence.texts)][:1]]


def _last_resort(wanted: str, topic: Topic) -> list[str]:
    """Return the person that a long answer names first, or an animal or a child that was asked about."""
    words = pieces(stated_answer(topic.said.answer))
    for one, other in pairwise(words):
        if one[0].isupper() and other[0].isupper() and gender(one) == wanted:
            return [f"{one} {other}"]
    beings = (thing for thing in topic.things if {word.removesuffix("s") for word in folded(thing)} & _BEINGS)
    return [*beings][:1]


def _is_other(wanted: str, topic: Topic) -> bool:
    """Return whether a wife was asked for and the pronoun is "he", or a husband and "she"."""
    return bool(_KIN[wanted] & {bare(word) for word in (*topic.frame.asked, *topic.frame.rest)})


def _put(done: Resolved, at: int, kept: str, phrases: Sequence[str]) -> Resolved:
    first, *rest = (_inflected(kept, name, done.words[at + 1 : at + 2]) for name in phrases)
    others = [(*done.words[:at], other, *done.words[at + 1 :]) for other in rest]
    others += [(*words[:at], first, *words[at + 1 :]) for words in done.others] if not rest else []
    words = (*done.words[:at], first, *done.words[at + 1 :])
    if not rest:
        return replace(done, words=words, others=tuple(others))
    return Resolved(words, f"{kept}: {' or '.join(phrases)}?", tuple(others))


def _inflected(kept: str, name: str, following: Sequence[str]) -> str:
    owns = kept in ("his", "its", "their", "hers", "theirs") or (kept == "her" and _owned(following))
    if owns:
        return name + ("'" if name.endswith("s") else "'s")
    return f"in {name}" if kept == "there" else name


def _owned(following: Sequence[str]) -> bool:
    """Return whether "her" is a possessive: a noun follows, not a preposition or the end."""
    return bool(following) and following[0].casefold() not in PREPOSITIONS | AUX | {
        "the",
        "a",
        "an",
        "and",
        "when",
        ",",
    }
