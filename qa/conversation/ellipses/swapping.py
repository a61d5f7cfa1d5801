"""Replace a part of the last question with what is newly named: "and MI6?", "in 2019?", "MI6 on Twitter"."""

import re
from collections.abc import Sequence

from qa.conversation.ellipses.kinds import are_alike, kind_of, likeness
from qa.conversation.ellipses.matching import same_head, same_kind, same_start
from qa.conversation.ellipses.moments import untimed
from qa.conversation.frames import frame_of, is_verb, phrases
from qa.conversation.names import names_in
from qa.conversation.referents import Topic, is_person_noun
from qa.conversation.turns import Rewrite
from qa.conversation.words import AUX, MONTHS, PREPOSITIONS, WH, bare, content, is_name

_NOW = ("now", "today", "nowadays", "currently", "these days", "at present", "at the moment")
_EXCHANGED = {
    **dict.fromkeys(("at", "for", "to", "with", "by"), frozenset("at for to with by of from".split())),
    **dict.fromkeys(("in", "on", "from", "of"), frozenset("in on of from near".split())),
}
"""Prepositions with which a name can replace one that has another."""
_AUX_OF_VERBS = frozenset("do does did has have had will would can could shall should may might must".split())
_GROUPS_ASKED_FOR = frozenset(
    "adults babies beginners boys cats children dogs girls infants kids men newborns seniors teenagers teens toddlers "
    "tourists women".split()
)
_LONGEST_PLACE = 3
"""Words of a place at the end of a question."""
_ALIKE_FROM = 4
"""Likeness above which a name is taken to correct another."""
_JOINED = frozenset(("and", "or", ","))
_TIMES = frozenset(MONTHS.split()) | frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def like_for_like(words: Sequence[str], last: Topic, *, any_noun: bool = True) -> Rewrite | None:
    """Replace the matching part of the last question with the newly named one.

    Args:
        words: The words that name it, without "and" or "what about".
        last: The question before.
        any_noun: Whether a noun that is no name replaces what the question is about.

    Returns:
        The last question with it; None if nothing there matches it.
    """
    words = _capitalised(words)
    asked, named = last.said.question.rstrip(" ?.!"), " ".join(words)
    if named.casefold() in _NOW:
        return Rewrite(f"{untimed(_untimed(asked, ['now']))} {named}")
    if both := _both(words, asked):
        return Rewrite(both)
    for same in (_same_preposition, same_kind, same_head, same_start):
        old = same(words, asked)
        if old:
            return Rewrite(swapped(asked, old, named))
    if words[0].casefold() in PREPOSITIONS and (old := _other_preposition(words, asked)):
        return Rewrite(swapped(asked, old, " ".join(words[1:])))
    if words[0].casefold() in PREPOSITIONS or _is_time(words):
        joint = "" if words[0].casefold() in PREPOSITIONS else "in " if _is_time(words) else ""
        return Rewrite(f"{_untimed(asked, words)} {joint}{named}")
    if not names_in(named, answer=True) and (noun := _counted(words, last)):
        return Rewrite(swapped(asked, noun, named))
    lower = named.islower() and not asked.islower() and not kind_of(named)
    return None if not any_noun and (lower or not names_in(named, answer=True)) else _for_a_name(named, asked)


def corrects(words: Sequence[str], last: Topic) -> bool:
    """Return whether the last question has the like of what was meant, as MI5 for "no, I meant MI6"."""
    words = _capitalised(words)
    asked, named = last.said.question.rstrip(" ?.!"), " ".join(words)
    names = names_in(asked)
    if words[0].casefold() in PREPOSITIONS:
        return bool(_same_preposition(words, asked) or _other_preposition(words, asked))
    if names and names_in(named, answer=True) == [named.removeprefix("the ")]:
        return len(names) == 1 or max(likeness(named, name, asked.split()) for name in names) > _ALIKE_FROM
    return bool(same_kind(words, asked) or same_head(words, asked) or same_start(words, asked))


def with_last_place(asked: str, words: Sequence[str]) -> str:
    """Replace the place or body at the end of a question, "at queens", by a name; empty if there is none."""
    old = asked.split()
    at = max(
        (place for place, word in enumerate(old) if word.casefold() in ("at", "in", "for", "from", "near")), default=0
    )
    ending = old[at + 1 :]
    if not at or not 0 < len(ending) <= _LONGEST_PLACE or not any(map(is_name, ending)) or not any(map(is_name, words)):
        return ""
    return " ".join([*old[: at + 1], *words])


def _capitalised(words: Sequence[str]) -> list[str]:
    """Give a name that was typed in lower case its capitals: "germany", but not "the chief engineer"."""
    named = [word for word in words if word.casefold() not in PREPOSITIONS | {"the"}]
    is_one = len(named) == 1 and named[0].islower() and (is_name(named[0]) or kind_of(named[0]))
    if not is_one or named[0].endswith("ing"):
        return list(words)
    return [word[0].upper() + word[1:] if word in named else word for word in words]


def with_its_verb(words: Sequence[str], last: Topic) -> Rewrite | None:
    """Complete "when did MI6?" with what the last question says of MI5.

    Args:
        words: The question's words, without "and".
        last: The question before.

    Returns:
        The question in full; None if it has a verb, or the last question has none to take.
    """
    frame = frame_of(" ".join(words))
    subject = " ".join(frame.rest)
    if frame.lead or frame.aux not in _AUX_OF_VERBS or last.frame.aux not in _AUX_OF_VERBS:
        return None
    if not subject or names_in(subject, answer=True) != [subject.removeprefix("the ")]:
        return None
    full = _for_a_name(subject, last.said.question.rstrip(" ?.!"))
    rest = frame_of(full.text).rest if full else []
    return Rewrite(" ".join([*frame.asked, frame.aux, *rest])) if subject in " ".join(rest) else None


def _for_a_name(named: str, asked: str) -> Rewrite | None:
    """Replace the name that the question is about, and offer replacing the other names."""
    known = [name for name in names_in(asked) if bare(name) != bare(named)]
    if not known:
        frame = frame_of(re.split(r", (?:of|in) ", asked)[0])  # appended words are kept
        things = phrases(frame) if frame.asked or frame.aux else []
        if _for_whom(named) and things and not _for_whom(_last_part(things[0])):
            return Rewrite(f"{asked} for {named}")
        return Rewrite(swapped(asked, _last_part(things[0]), named)) if things else None
    scores = {name: likeness(named, name, asked.split()) for name in known}
    ranked = sorted(known, key=lambda name: -scores[name])
    named = _unowned(named, ranked[0], asked)
    close = [name for name in ranked[1:2] if scores[name] == scores[ranked[0]]]
    others = tuple(swapped(asked, name, named) for name in close)
    unclear = f"{named}: instead of {ranked[0]} or {close[0]}?" if close else ""
    return Rewrite(swapped(asked, ranked[0], named), unclear, others)


def _for_whom(named: str) -> bool:
    """Return whether a phrase names a group that something is asked for: "children", "small dogs"."""
    return named.split()[-1].casefold() in _GROUPS_ASKED_FOR


def _unowned(named: str, name: str, asked: str) -> str:
    """Remove the possessive ending of "and MI6's?" unless it stays to be needed, as for "MI5 account"."""
    owned = re.search(rf"{re.escape(name)}['’]", asked)
    return re.sub(r"['’]s?$", "", named) if owned or named[-2:] in ("'s", "’s") else named


def _both(words: Sequence[str], asked: str) -> str:
    """Replace two parts, as by "MI6 on Twitter"; empty if they are one thing, or one of them matches nothing."""
    at = next((at for at in range(1, len(words) - 1) if words[at].casefold() in PREPOSITIONS), 0)
    head, tail = list(words[:at]), list(words[at:])
    if not head or head[0].casefold() in PREPOSITIONS or head[-1].casefold() in _JOINED or _is_title(words, at):
        return ""
    names = names_in(asked)
    ranked = sorted(names, key=lambda name: -likeness(" ".join(head), name, asked.split()))
    first = ranked[0] if ranked and names_in(" ".join(head), answer=True) else ""
    old = _same_preposition(tail, asked)
    if old and not first:
        before = _noun_before(asked, old)
        return swapped(swapped(asked, old, " ".join(tail)), before, " ".join(head)) if before else ""
    others = [name for name in names if name != first]
    if old and first and first not in old:
        return swapped(swapped(asked, old, " ".join(tail)), first, " ".join(head))
    second = next((name for name in others if are_alike(" ".join(tail[1:]), name)), "")
    if not first or not second:
        return ""
    return swapped(swapped(asked, second, " ".join(tail[1:])), first, " ".join(head))


def _is_title(words: Sequence[str], at: int) -> bool:
    """Return whether a preposition is part of a name, as in "the Bank of England"."""
    return words[at] == "of" and words[at - 1][0].isupper() and words[at + 1][0].isupper()


def _noun_before(asked: str, phrase: str) -> str:
    """Return the noun phrase that another phrase belongs to: "the mayor" before "of Leeds"; empty if it is a verb."""
    before = asked[: asked.casefold().find(phrase.casefold())].split()
    run: list[str] = []
    while before and bare(before[-1]) not in PREPOSITIONS | AUX | WH and not is_verb(before[-1]):
        run.insert(0, before.pop())
    return " ".join(run) if run and content(run) and (run[0] in ("the", "a", "an") or run[-1].endswith("s")) else ""


def _other_preposition(words: Sequence[str], asked: str) -> str:
    """Find the like of "at GCHQ" or "for nurses" where the last question has no such preposition."""
    named = " ".join(words[1:])
    if words[0].casefold() not in _EXCHANGED or _is_time(words):
        return ""
    if names := [name for name in names_in(asked) if are_alike(named, name)]:
        return max(names, key=lambda name: likeness(named, name, asked.split()))
    old = asked.split()
    for at in range(1, len(old) - 1):
        if old[at].casefold() not in _EXCHANGED[words[0].casefold()] or _is_time(old[at + 1 :]):
            continue
        name = next((name for name in names_in(asked) if name.split()[0] == old[at + 1]), "")
        if name and names_in(named, answer=True) and not kind_of(named) and not kind_of(name):
            return name
        if names_people(words) and is_person_noun(bare(old[at + 1])):
            return old[at + 1]
    return ""


def _last_part(phrase: str) -> str:
    """Return the words after the last joining word: "a house" of "the tax on selling a house"."""
    words = phrase.split()
    for at in reversed(range(1, len(words) - 1)):
        if words[at].casefold() in PREPOSITIONS or (words[at].islower() and words[at].endswith("ing")):
            return " ".join(words[at + 1 :])
    return phrase


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
    if not _is_time(words) and words != ["now"]:
        return asked
    old = asked.split()
    for at in range(1, len(old)):
        if old[at].casefold() in ("in", "on", "by", "since") and _is_time(old[at + 1 :]) and len(old) - at <= 4:
            return " ".join(old[:at])
    return asked


def swapped(asked: str, old: str, named: str) -> str:
    """Replace words of a question; where they are not found, the new ones are put after it."""
    match = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", asked, re.IGNORECASE)
    if not match:
        return f"{asked}, {named}"
    at = match.start()
    if named.casefold().startswith("the ") and asked[:at].casefold().endswith(" the "):
        named = named[4:]
    return asked[:at] + named + asked[at + len(old) :]


def names_people(words: Sequence[str]) -> bool:
    """Return whether a phrase names people by what they are."""
    return any(is_person_noun(bare(word)) for word in words)
