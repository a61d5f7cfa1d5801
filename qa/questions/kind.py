"""Which words can answer a question at all: a time for a when, a number for a how many, one of two for an or.

The networks know words that go with words; a person for a date, a third name where two are offered, or the
head of another body is what they take for an answer when the passage has no better one. Such a span never competes.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from qa.questions import ASKING, question_type
from qa.questions.keywords import asked_by_keywords
from qa.questions.options import is_chosen, options_of
from qa.questions.parties import has_series, is_former, is_of_another, is_of_sibling, is_only_of
from qa.questions.periods import is_of_another_time

Fits = Callable[[str, int, int], bool]
"""Tells of a text and a half-open span in it whether the span can be the answer."""

_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_NUMERALS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|"
    r"half|quarters?"
)
_TIME = re.compile(
    rf"\d|\b(?:{_NUMERALS}|{'|'.join((_MONTHS + ' ' + _DAYS).split())}|spring|summer|autumn|fall|winter|"
    r"yesterday|tomorrow|eve|to(?:night|day)|overnight|(?:mid)?night|morning|afternoon|evening|noon|midday|dawn|dusk|sunrise|sunset|days?|"
    r"weeks?|weekend|months?|years?|decades?|century|centuries|hours?|minutes?|seconds?|fortnight|quarter|christmas|easter|"
    r"ramadan|thanksgiving|halloween|new year|ago|before|after|during|when(?:ever)?|once|since|until|till|while|upon|"
    r"following|immediately|instantly|soon|now|currently|never|always|recently|earlier|later|last|next|age|era|period|"
    r"reign|season|birth|childhood|medieval|antiquity|early|late|mid|start|end|beginning|onset|anniversary|birthday)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"(?:about\s+|nearly\s+|almost\s+|over\s+|for\s+)?(?:an?|\d+|several|a\s+few|half\s+an|{_NUMERALS})\s+"
    r"(?:minute|hour|day|week|month|year)s?(?!\s+(?:ago|later|earlier|before|after|from|past|to|on|into|since)\b)(?=\W|$)",
    re.IGNORECASE,
)
"""How long something lasts, which is no answer to when it was."""
_NUMBER = re.compile(
    rf"\d|%|\b(?:{_NUMERALS}|an?|no|none|nothing|nobody|zero|hundreds?|thousands?|millions?|billions?|trillions?|"
    r"dozens?|scores?|halves|thirds?|fifths?|tenths?|couple|pair|several|few|many|much|most|all|both|every|majority|minority|single|double|triple|once|"
    r"twice|thrice|free|life|ever|indefinite(?:ly)?|permanent(?:ly)?|overnight|forever|little|less|more|enough|since|until)\b",
    re.IGNORECASE,
)
"""Numbers, and the words that stand for one."""
_AMOUNT = re.compile(
    r"\b(?:what|which)\s+(?:(?:is|was|were|are)\s+(?:the\s+)?(?:\w+\s+){0,2}?)?(?:number|percentage|proportion|share|population|"
    r"temperature|price|cost|amount|rate|distance|height|length|depth|weight|speed|age|turnout|toll|salary|fee|fine|surplus|"
    r"budget|profit)\b"
)
_YEAR = re.compile(r"(?:in\s+|since\s+)?(?:1\d|20)\d\d\.?")
_POINTING = frozenset(
    "i we he she they it you me us him her them who whom this that these those his their its our my your one ones "
    "someone somebody anyone anybody everyone everybody himself herself themselves myself".split()
)
"""Words that name nobody by themselves."""
_WHO = re.compile(r"(?:(?:and|so|by|to|for|from|with|of)\s+)?who(?:m|['’]s)?\b(?!['’]?\s*se)")
_SPEAKER = re.compile(r"who\s+(?:said|says|told|added|remarked|claimed|claims|warned|wrote|tweeted|argued|joked)\b")
_QUOTATION = re.compile(r"“[^”\n]{1,600}”|\"[^\"\n]{1,600}\"|«[^»\n]{1,600}»|„[^“”\n]{1,600}[“”]")
_ONLY_NUMBER = re.compile(rf"(?:the\s+|all\s+|about\s+|some\s+)?(?:\d[\d.,]*|{_NUMERALS})", re.IGNORECASE)
_COUNTS = re.compile(
    r"(?:which|what)\s+(?:\w+\s+)?(?:years?|dates?|numbers?|figures?|days?|scores?|ages?|amounts?|sums?)\b"
)
_LASTING = re.compile(
    r"\bhow long\b.*\b(?:take|took|last|lasts|lasted|wait|waited|stay|stayed|stuck|serve|served|liv\w+|work\w*|"
    r"closed|shut|jail\w*|prison\w*|sentenced|surviv\w+|before|until|reign\w*|trapped|missing|held|blocked|detained|suspended)\b"
)
_LENGTH = re.compile(
    r"\b(?:(?:kilo|centi|milli)?(?:metres?|meters?)|km|cm|mm|miles?|feet|foot|ft|inch(?:es)?|yards?)\b"
)
_RATIO = re.compile(r"%|\bper\s?cent\b", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥₹]")
_LIST = re.compile(
    r"^(?:(?:which|what)\s+(?:of\s+the\s+)?(?:[\w'-]+\s+){0,2}?(?:[\w-]*[^su\W]s|men|women|people|children|countries)\s+"
    r"(?!(?:is|was|has|does)\b)(?:are|were|have|had|do|did|will|can|could|took|got|made|\w+ed)\b|"
    r"(?:who|what)\s+(?:are|were)\s+(?:all\s+)?(?:the|its|their|his|her|(?:[\w.&-]+\s+){0,3}?[\w.-]+(?:['’]s|s['’]))\s+"
    r"(?:[\w'-]+\s+){0,2}?[\w-]*[^su\W]s\b|"
    r"(?:which|what)\s+(?:two|three|four|five|six|seven|eight|nine|ten|[2-9])\b|"
    r"which\s+(?:[\w-]+\s+)?(?!(?:series|species|news|means|lens|physics|politics)\b)(?:[\w-]*(?:ies|[^aeious\W]s)|countries|people)\s+(?!(?:is|was|has|does)\b)[a-z]*[^s\W]\b|"
    r"(?:the\s+)?names?\s+of\s+(?:all\s+)?(?:the\s+)?(?:two|three|four|five|six|[\w-]+s\b)|"
    r"(?:name|list)\s+(?:all|every|the)\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b[A-Z][\w'’.-]*\s+([a-z]+)\s+(?=[A-Z])")
"""A word between two names: of "Ida Lind beat Sara Moreau" neither the one nor the other, "who" is never both."""
_PLACING = re.compile(
    r"(?:in|on|at|below|above|near|under|behind|beside|inside|outside|during|before|since|into|onto|across|along)\b"
)
"""Begins words that say where or when, and name nobody."""
_WITHIN = re.compile(r"\b(?:in|below|above|near|under|behind|beside|inside|outside)\s+$")
_LONGEST_PLACING = 12
"""Characters of such a word before a span, with the space after it, at most."""
_JOINING = frozenset(
    "of the and or bin ibn bint abu al el de del di da du la le van von der den for in at to from with by y e".split()
)
_TITLE = re.compile(
    r"\b(?:title|name)s?\s+of\s+(?:(?!that|which|who)[\w'’-]+\s+){1,3}?(?:play|book|novel|film|movie|song|album|opera|poem|show|series|podcast|"
    r"exhibition|musical|painting|ballet|symphony|memoir|documentary|game|single)\b|"
    r"\bwhat\s+(?:is|was|will\s+be)\s+(?:his|her|their|its|the)\s+(?:[\w'’-]+\s+){0,3}?"
    r"(?:play|book|novel|film|movie|song|album|opera|poem|series|podcast|exhibition|musical|memoir|documentary)\s+(?:called|titled|entitled)\b"
)
"""Asks for the title of a work."""
_CAPITAL = re.compile(r"[^\W\d_a-z]|[“\"‘*]")
_ITEMS = re.compile(r"\s*;\s*|,\s*(?:and\s+|or\s+)?|\s+(?:and|as well as|&)\s+")


def fits_of(question: str) -> Fits | None:
    """Tell which spans of a text can answer a question.

    Args:
        question: The question, clean.

    Returns:
        What tells it of a text and a span; None where any span can.
    """
    own = _fits_kind(question)
    if not has_series(question):
        return own
    return lambda text, start, end: (
        (own is None or own(text, start, end)) and not is_of_sibling(question, text, start, end)
    )


def _fits_kind(question: str) -> Fits | None:
    """Return what decides whether a span is of the kind that is asked for."""
    asked = question.lower()
    if options := options_of(question):
        return lambda text, start, end: is_chosen(text[start:end], options)
    named = asked_by_keywords(question)
    kind = named or question_type(question)
    if kind == "when":
        return _tells_time
    if (kind == "how many" and "how often" not in asked) or _AMOUNT.search(asked):
        return lambda text, start, end: (
            _is_amount(text[start:end], asked) and not is_of_another_time(question, text, start, end)
        )
    if kind == "who" and (named or _WHO.match(asked)):
        return lambda text, start, end: (
            _names_somebody(text[start:end])
            and not _is_place(text, start)
            and not is_of_another(question, text, start, end)
            and not is_former(question, text, start, end)
            and not is_only_of(question, text, start, end)
            and not (_SPEAKER.match(asked) and _is_quoted(text, start, end))
        )
    if _TITLE.search(asked):
        return lambda text, start, end: _is_title(text, start, end)
    if asks_list(question) and not _COUNTS.match(asked):
        return lambda text, start, end: _ONLY_NUMBER.fullmatch(text, start, end) is None
    return None


def _is_title(text: str, start: int, end: int) -> bool:
    """Return whether a span may be a title: it is quoted, has a capital, or is a number."""
    return (
        _is_quoted(text, start, end)
        or _CAPITAL.search(text, start, end) is not None
        or _ONLY_NUMBER.fullmatch(text, start, end) is not None
    )


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether a span is within quotation marks: the speaker of words is not among them."""
    return any(first < start and end < last for first, last in _quotations(text))


@lru_cache(maxsize=64)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(quotation.span() for quotation in _QUOTATION.finditer(text))


def _tells_time(text: str, start: int, end: int) -> bool:
    """Return whether a span has an expression of time: one that overlaps none of its text has none."""
    duration = _DURATION.match(text, start)
    if duration and duration.end() >= end:
        return False
    near = any(begin < end and start < stop for begin, stop in _times(text))
    return near and _TIME.search(text, start, end) is not None


@lru_cache(maxsize=64)
def _times(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(time.span() for time in _TIME.finditer(text))


def asks_list(question: str) -> bool:
    """Return whether a question asks for several things: "which agencies are on Instagram?"."""
    return _LIST.match(question) is not None


def items_of(words: str) -> list[tuple[int, int]]:
    """Cut the words of an answer into the items of a list, as half-open offsets."""
    ends = [found.span() for found in _ITEMS.finditer(words)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(words)]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if words[start:stop].strip()]


def _is_amount(words: str, asked: str) -> bool:
    if not _NUMBER.search(words):
        return False
    if _LASTING.search(asked) and _LENGTH.search(words.lower()):
        return False
    if "how old" in asked and _YEAR.fullmatch(words):
        return False
    if re.search(r"\bhow (?:many|old)\b", asked) and not _RATIO.search(asked):
        return not (_RATIO.search(words) or _MONEY.search(words)) or bool(re.search(r"dollar|pound|euro|[$€£]", asked))
    return True


def _is_place(text: str, start: int) -> bool:
    """Return whether a span that begins with "the" follows a word of place: "in the bog"."""
    return text.startswith("the ", start) and bool(_WITHIN.search(text[max(0, start - _LONGEST_PLACING) : start]))


def _names_somebody(words: str) -> bool:
    """Return whether words may name a person or a body: more than a pronoun or a day, and no clause of two names."""
    if _PLACING.match(words) or any(found[1] not in _JOINING for found in _BETWEEN.finditer(words)):
        return False
    said = [word for word in re.findall(r"[^\W\d_]+", words.lower()) if word not in _POINTING]
    return any(word not in ASKING and not _TIME.fullmatch(word) for word in said)
