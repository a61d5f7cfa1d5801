"""Find the words that name a speaker next to a verb or "according to": a name, pronoun or description."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.speech.vocabulary import (
    DETERMINER,
    NAME,
    NO_NAME,
    ORGANISED,
    PLATFORMS,
    PLURAL,
    PRONOUN,
    STRONG,
    TITLES,
    VERBS,
)

Kind = Literal["name", "pronoun", "description"]

_ADVERB = (
    r"(?:also|later|then|had|has|have|further|previously|once|reportedly|never|still|even|just|recently|earlier|"
    r"first|repeatedly|went on to|was|is|were|who|would|did|does|simply|both|all|immediately|\w+ly|"
    r"not|quoted as|as|(?:can be |could be )?(?:over)?heard(?: to)?|"
    r"in a (?:statement|tweet|speech|letter|post)|to reporters)"
)
_TRAILING = re.compile(rf"(?:[\s,]+{_ADVERB})+\s*$")
_END_NAME = re.compile(rf"(?<![\w.'\u2019-]){NAME}$")
_END_PRONOUN = re.compile(rf"\b{PRONOUN}$")
_ONE = re.compile(r"\s*(?:[Oo]ne|[Aa]nother|[Oo]thers)")
_AFTER_PLACE = re.compile(r"(?:On|In|At|Under|Below|Above|Beside|Behind|Near|Inside|Across|From)\s$")
_NEXT_NOUN = re.compile(
    r"\s(?!(?:of|for|at|in|from|with|to|on|by|near|and|or|as|than)\s)[\w'’-]+\s(?=(?:the|an?|his|her|its|their)\s)"
)
_GROUP = re.compile(rf"\s(?:[a-z-]+\s)?(?:{PLURAL})\b")
_END_PLURAL = re.compile(rf"\b(?:[\w'\u2019-]+ )?{PLURAL}$")
_OWNED = re.compile(rf"(?<![\w.'\u2019-]){NAME}['\u2019]s?(?: [a-z][\w-]*){{1,4}}$")
_DESCRIBED = re.compile(rf"\b{DETERMINER}[ \u00a0][^,.;:\x01\n]{{2,90}}$")
_PLACED = re.compile(r"(?P<all>\s(?:of|for|at|in|from|with|to|on|by|near)\s)(?:the\s|its\s|their\s)?$")
_LEADING = re.compile(
    r"(?:(?:Speak|Writ|Respond|Address|Comment|Announc|Referr|Cit|Call|Testify|Talk|Appear|Post|Not|Prais|Criticis|"
    r"Criticiz|Ask|Reply|React|Discuss|Describ|Say|Tell|Quot|Meet|Return|Arriv|Vot|Follow)ing|[Ii]n|[Oo]n|[Aa]t|[Aa]fter|[Bb]efore|[Ww]hen|[Ww]hile|[Aa]s|[Dd]uring|[Ff]or|[Ss]ince|"
    r"[Ff]ollowing|[Dd]espite|[Ww]ith|[Uu]pon|[Aa]sked|[Bb]y|[Ff]rom|[Tt]o|[Mm]eanwhile|[Hh]owever|[Aa]dditionally|"
    r"[Ee]arlier|[Ll]ater|[Yy]esterday|[Tt]oday|[Ww]ithin|[Aa]mong|[Aa]mid|[Uu]nder|[Oo]ver|[Tt]hrough|[Ii]f|[Aa]lthough|[Tt]hough|[Ww]riting|[Ss]peaking|[Tt]hen)\b[^,\x01]*,\s*"
)
_FIRST = re.compile(
    rf"(?P<pronoun>\b{PRONOUN}\b)|(?P<description>\b{DETERMINER}[ \u00a0](?:[\w'\u2019-]+[ \u00a0]?){{1,4}})|"
    rf"(?P<name>(?<![\w.'\u2019-]){NAME})|(?P<plural>\b{PLURAL}\b)"
)
_DESCRIBED_BY = 9
"""Words of a description, at most."""
_POSTING = 2
"""A place and a person's name together have more words: "Ambassador to Germany Richard Grenell"."""
_NO_PART = re.compile(
    r"[a-z]+(?:ed|ly)|is|are|was|were|has|had|have|be|been|will|would|could|can|may|might|do|does|did|who|that|which|also"
)
_LINKS = frozenset("of for at in from with to on by and the".split())
_OF_PLACE = re.compile(r"([A-Z][\w.-]* (?:[A-Z][\w.-]* )?[A-Z][\w-]*) of (?=(?:the )?[A-Z])")
_POSTED = re.compile(rf"(?:{'|'.join(sorted(TITLES))})$")
_OBJECT = re.compile(r"\b\w+ing\s$")
_BOUND = re.compile(
    r"[,;:\x01(\n]|\.\s|\.$|\s(?:who|in|on|after|before|during|when|while|as|told|to|via|that|about|whose|which|"
    r"at (?:a|an|the)|and (?:said|added))\s"
)
_PREPOSITION = re.compile(r"\s(?:per|of|for|at|in|from|with|to|by|on)\s")
_HEADED = re.compile(rf"(?:^|[.;:\x01]\s*)({NAME}), (?:the|an?|[A-Z]\w+|[a-z-]+)\s[^,]*\b(?:of|at|for)\s[^,]*$")
"""A name with an apposition that is not closed by a comma."""
_POST = re.compile(
    rf"(?:\s(?!(?:of|for|at|in|from|with|to|by|on|and|was|is|had|has)\b)[a-z][\w-]*){{1,3}}\s(?={NAME})({NAME})"
)
_OWNED_POST = re.compile(rf"{NAME}(?:, {NAME})?['\u2019]s?\s[a-z][\w -]{{2,60}}?,\s({NAME})(?=[,.\s]|$)")
"""The holder of a post named after it: "the union's secretary, Anna Berg"."""
_WRITING = re.compile(
    r"(?:an?|one|the|his|her|their|its)\s(?:[a-z]+\s)?(?:statement|tweet|post|letter|message|note|memo|email)\b"
)
_SUBJECT = re.compile(
    rf"(?:{PLATFORMS})(?=\s(?:\w+ly\s|also\s|further\s|later\s|had\s|has\s)*(?:released|issued|{'|'.join(sorted(STRONG))})\b)"
)
"""The name of a platform as the subject of a verb of speech."""
_APPOSED = re.compile(rf",\s({NAME})(?=[,.\s]|$)")


@dataclass(frozen=True, slots=True)
class Named:
    """The words that name a speaker; offsets are half-open."""

    start: int
    end: int
    kind: Kind


def is_writing(text: str, noun: Named) -> bool:
    """Return whether a noun is what somebody wrote, and not who wrote it: "a statement which read"."""
    return noun.kind == "description" and _WRITING.match(text, noun.start, noun.end) is not None


def noun_before(text: str, start: int, end: int) -> Named | None:
    """Find the noun that ends where a verb begins, past adverbs and an apposition.

    Args:
        text: The text, quotations blanked out.
        start: Offset at which the sentence or clause begins.
        end: Offset of the verb.

    Returns:
        The noun; None if other words precede the verb.
    """
    left = _TRAILING.sub("", text[start:end]).rstrip()
    if not left.endswith(","):
        headed = _HEADED.search(left)
        if headed and _named(text, start + headed.start(1), start + headed.end(1)):
            return _named(text, start + headed.start(1), start + headed.end(1))
        return _ending(text, start, start + len(left))
    # "Smith, head of the union," - or the other way round, "The head of the union, John Smith,".
    left = left.rstrip(" ,")
    if text[start + len(left) : end].split()[-1:] == ["who"]:  # "Smith, who"
        return _ending(text, start, start + len(left))
    comma = left.rfind(",")
    if comma < 0:
        return _ending(text, start, start + len(left))
    apposed = re.fullmatch(rf"\s*({NAME})", left[comma + 1 :])
    if apposed and re.search(r"\b[a-z][\w-]*\s*$|\b(?:of|for|[Tt]he)\s[^,]*$", left[:comma]):
        at = start + comma + 1 + apposed.start(1)
        return _named(text, at, at + len(apposed[1]))
    while comma >= 0:
        noun = _ending(text, start, start + comma)
        if noun and noun.kind != "description":
            return noun
        comma = left.rfind(",", 0, comma)
    return _ending(text, start, start + left.find(","))


def noun_from(text: str, start: int, end: int) -> Named | None:
    """Find the noun that begins after an inverted verb, "by" or "according to".

    Args:
        text: The text, quotations blanked out.
        start: Offset after the verb.
        end: Offset at which the sentence ends.

    Returns:
        The noun; None if there is none.
    """
    while start < end and text[start].isspace():
        start += 1
    pronoun = re.compile(rf"{PRONOUN}\b").match(text, start, end)
    if pronoun:
        return Named(*pronoun.span(), "pronoun")
    owned = _OWNED_POST.match(text, start, end)
    if owned:
        return _named(text, *owned.span(1))
    bound = _BOUND.search(text, start, end)
    while (
        bound
        and bound[0][0] == "."
        and re.search(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Gen|Sen|Rep|Gov|St|Jr)$", text[start : bound.start()])
    ):
        bound = _BOUND.search(text, bound.end(), end)
    last = bound.start() if bound else end
    placed = _PREPOSITION.search(text, start, last)
    short = _ending(text, start, placed.start()) if placed else None
    noun = short if short and short.kind == "name" else _ending(text, start, last)
    apposed = _APPOSED.match(text, last, end)
    if noun and noun.kind == "description" and apposed and apposed[1] not in NO_NAME:
        return _named(text, *apposed.span(1))
    return noun


def first_noun(text: str, start: int, end: int) -> Named | None:
    """Find the first noun of a clause, after an introductory phrase ("On Friday, ...").

    Args:
        text: The text, quotations blanked out.
        start: Offset at which the clause begins.
        end: Offset of its verb.

    Returns:
        The noun, or None.
    """
    begin = start
    while led := _LEADING.match(text, start, end):
        start = led.end()
    within = _first(text, begin, start) if start > begin else None
    return _first(text, start, end) or (within if within and within.kind == "name" else None)


def _first(text: str, start: int, end: int) -> Named | None:
    at = start
    while met := _FIRST.search(text, at, end):
        at = met.end()
        if met.lastgroup == "name":
            group = _GROUP.match(text, met.end(), end)
            if group:  # "Rovers fans" are not Rovers
                return Named(met.start(), group.end(), "description")
            post = _POST.match(text, met.end(), end)
            named = _named(text, *(post.span(1) if post and not VERBS & set(post[0].split()) else met.span()))
            if named:
                return named
        elif met.lastgroup == "description":
            return _described(text, met.start(), end)
        else:
            return Named(*met.span(), "pronoun" if met.lastgroup == "pronoun" else "description")
    return None


def _described(text: str, start: int, end: int) -> Named:
    """Take the longest description; if it ends with a name, take the name instead."""
    bound = _BOUND.search(text, start, end)
    last = bound.start() if bound else end
    noun = _ending(text, start, last)
    if noun and noun.kind == "name":
        return noun
    words = text[start:last].replace("\u00a0", " ").split(" ")[:_DESCRIBED_BY]
    ends = (place for place, word in enumerate(words[1:], start=1) if _NO_PART.fullmatch(word) or word in VERBS)
    words = words[: next(ends, len(words))]
    while len(words) > 2 and words[-1] in _LINKS:
        words.pop()
    return Named(start, start + len(" ".join(words)), "description")


def _ending(text: str, start: int, end: int) -> Named | None:
    """Find the noun at the end of a span; a name after a preposition belongs to the noun before that."""
    piece = text[start:end].rstrip()
    pronoun = _END_PRONOUN.search(piece)
    if pronoun:
        return Named(start + pronoun.start(), start + pronoun.end(), "pronoun")
    last = piece
    for _ in range(4):
        name = _END_NAME.search(last)
        if name is None:
            break
        placed = _PLACED.search(last[: name.start()])
        words = name[0].split()
        if placed and len(words) > _POSTING and _POSTED.search(last[: placed.start()]) and not _DESCRIBED.search(piece):
            return _named(text, start + name.end() - len(" ".join(words[-2:])), start + name.end())
        if placed is None:
            noun = _named(text, start + name.start(), start + name.end())
            if noun or len(last) < len(piece):
                return noun
            break
        last = last[: placed.start()]
    described = _ending_description(piece)
    return Named(start + described[0], start + described[1], "description") if described else None


def _ending_description(piece: str) -> tuple[int, int] | None:
    """Find the description at the end of words, as offsets in them."""
    if _ONE.fullmatch(piece):
        return 0, len(piece)
    owned = _OWNED.search(piece)
    if owned:
        return owned.span()
    described = _DESCRIBED.search(piece)
    led = piece[: described.start()] if described else ""
    inner = _NEXT_NOUN.search(described[0]) if described and _AFTER_PLACE.match(led) else None
    if described and inner:  # "On the last of them the inspector wrote"
        return described.start() + inner.end(), described.end()
    if described and not _PLACED.search(led) and not _OBJECT.search(led):
        return described.span()
    plural = _END_PLURAL.search(piece)
    return plural.span() if plural else None


def _named(text: str, start: int, end: int) -> Named | None:
    """Take capitalised words as a name, without a possessive before it and words that begin no name."""
    headed = _OF_PLACE.match(text, start, end)
    if headed and not ORGANISED & set(headed[1].split()):
        end = headed.end(1)
    for mark in ("'s ", "’s "):
        at = text.rfind(mark, start, end)
        if at >= 0:
            start = at + len(mark)
    while start < end:
        word = re.compile(r"\S+").match(text, start, end)
        if word is None or word[0].rstrip(",") not in NO_NAME or _SUBJECT.match(text, start):
            break
        start = word.end() + 1
    return Named(start, end, "name") if start < end and text[start].isupper() else None
