"""Questions for which of two things is more, split into a question about each of the two.

Articles seldom say which of two museums is older, only when each opened. The two are asked about separately, in
several wordings, and the answers are compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DEGREES: dict[str, tuple[str, bool]] = {
    "older": ("How old is {}?", True), "elder": ("How old is {}?", True), "younger": ("How old is {}?", False),
    "newer": ("How old is {}?", False), "longer": ("How long is {}?", True), "shorter": ("How long is {}?", False),
    "bigger": ("How big is {}?", True), "larger": ("How large is {}?", True), "smaller": ("How large is {}?", False),
    "taller": ("How tall is {}?", True), "higher": ("How high is {}?", True), "lower": ("How high is {}?", False),
    "deeper": ("How deep is {}?", True), "shallower": ("How deep is {}?", False), "wider": ("How wide is {}?", True),
    "narrower": ("How wide is {}?", False), "heavier": ("How heavy is {}?", True),
    "lighter": ("How heavy is {}?", False), "faster": ("How fast is {}?", True), "slower": ("How fast is {}?", False),
    "hotter": ("How hot was it in {}?", True), "warmer": ("How warm was it in {}?", True),
    "colder": ("How cold was it in {}?", False), "cooler": ("How cold was it in {}?", False),
    "dearer": ("How much did {} cost?", True), "more expensive": ("How much did {} cost?", True),
    "cheaper": ("How much did {} cost?", False), "less expensive": ("How much did {} cost?", False),
    "quicker": ("How long does {} take?", False), "fuller": ("How full is {}?", True),
    "emptier": ("How full is {}?", False),
}  # fmt: skip
"""For each comparative, the question about one thing, and whether the one with the larger number is asked for."""
_BEGUN = ("When was {} founded?", "When did {} open?", "When was {} born?")
"""More questions about the age of a thing; the one with the earlier time is older."""
_SAME = {"large": "big", "tall": "high", "warm": "hot", "cold": "hot"}
"""Measures that say the same."""
_LONGEST = 300
"""Longer questions, in characters, are not examined."""
_DEGREE = "|".join(sorted(map(re.escape, _DEGREES), key=len, reverse=True))
_MORE = r"(?P<more>more|fewer|less)"
_SHARES = "proportion|share|percentage|number|rate|population"
_BE = r"(?:is|was|are|were)"
_HAVE = {"has": "does", "have": "does", "had": "did", "does": "does", "did": "did", "do": "does"}
_BASES = {"sold": "sell", "won": "win", "got": "get", "took": "take", "made": "make", "built": "build", "lost": "lose",
          "gave": "give", "paid": "pay", "bought": "buy", "had": "have", "has": "have", "have": "have",
          "wrote": "write", "went up": "go up", "came out": "come out", "began": "begin", "opened": "open",
          "closed": "close", "started": "start", "died": "die", "flew": "fly", "left": "leave", "arrived": "arrive",
          "cost": "cost", "costs": "cost", "spent": "spend"}  # fmt: skip
_TWO = r"(?:(?:in|at|by|for)\s+)?(?P<one>{words})\s+or\s+(?:(?:in|at|by|for)\s+)?(?P<other>[^,]+)"
_LAST = _TWO.format(words=r"(?:(?!\s*,).)+?")
_NAMES = _TWO.format(words=r"(?:[\w.'’-]+\s+){0,3}?[\w.'’-]+").replace(
    "(?P<other>[^,]+)", r"(?P<other>(?:[\w.'’-]+\s+){0,3}?[\w.'’-]+)"
)
_ORDERS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<says>(?:which|who|what|where)\b[^,]*?),\s+{_LAST}",
        rf"(?P<says>(?:which|who|what|where)\s+{_BE}\s+(?:it\s+)?(?:the\s+)?(?:{_DEGREE}))\s+{_LAST}",
        rf"(?P<be>{_BE})\s+{_NAMES}\s+(?:the\s+)?(?P<degree>{_DEGREE})(?:\s+one)?",
        rf"(?P<be>{_BE})\s+it\s+(?P<degree>{_DEGREE})\s+(?:in|at)\s+{_LAST}",
        rf"(?P<verb>has|have|had|does|did|do)\s+{_NAMES}\s+(?P<rest>(?:have\s+|get\s+)?{_MORE}\s+.+)",
        rf"(?:which|who)(?:\s+one)?\s+of\s+(?:the\s+two,\s+)?(?P<one>[^,]+?)\s+(?:and|or)\s+(?P<other>[^,]+?),?\s+(?P<says>(?:{_BE}|has|had|have)\s+.+)",
    )
)
"""The positions of the two and of the predicate."""
_DEGREE_OF = re.compile(
    rf"(?:which|who|what|where)?\s*(?P<noun>(?:[\w-]+\s+){{0,2}}?){_BE}\s+(?:it\s+)?(?:the\s+)?(?P<degree>{_DEGREE})"
    r"(?:\s+(?P<context>(?:in|on|at|by|between|from|during)\s.+)|\s+[\w-]+)?",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    rf"(?:which|who)?\s*(?:[\w-]+\s+){{0,2}}?(?P<verb>has|have|had)\s+(?:a|the)\s+(?P<degree>higher|larger|greater|bigger|lower|smaller)\s+(?P<share>{_SHARES})\s+(?P<rest>of\s+.+)",
    re.IGNORECASE,
)
_VERBS = (
    "has|have|had|sold|sells?|won|got|took|made|makes?|built|lost|gave|paid|bought|wrote|costs?|spent|employs?|employed|earns?|"
    "earned|scored|produces?|produced|draws?|drew|attracts?|attracted|uses?|used|received|caught|carries|carried"
)
_MORE_OF = re.compile(
    rf"(?:which|who)?\s*(?P<noun>(?:[\w-]+\s+){{0,2}}?)(?P<verb>{_VERBS})\s+{_MORE}(?:\s+(?P<what>(?!in\b|on\b)[^,]+))?",
    re.IGNORECASE,
)
_OTHER_VERB = re.compile(
    rf"(?:which|who)\s+(?:[\w-]+\s+){{0,2}}?(?!{_BE}\b|(?:{_VERBS})\b)(?P<verb>\w+ed)\s+{_MORE}\s+(?P<what>(?!in\b|on\b)[^,]+)",
    re.IGNORECASE,
)
"""Any other verb in the past: the amount is asked for by its participle."""
_FIRST = re.compile(
    r"(?:which|who|what)\s+(?:of\s+the\s+[\w\s-]+?\s+)?(?:[\w-]+\s+){0,2}?(?P<was>was\s+|were\s+)?(?P<verb>\w+(?:\s+(?:up|off|out))?)\s+"
    r"(?P<order>first|earlier|later|last)",
    re.IGNORECASE,
)
_THE_OF = re.compile(
    rf"(?:which|who)?\s*(?:[\w-]+\s+){{0,2}}?(?!{_BE}\b)\w+\s+(?:the|a)\s+(?P<degree>{_DEGREE})\s+(?P<what>[\w\s-]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask about each of two things."""

    asked: tuple[str, str]
    by_most: bool
    """Whether the one with the larger number, or the later time, is asked for."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question for which of two things is more."""

    options: tuple[str, str]
    """The two, as named in the wordings."""
    wordings: tuple[Wording, ...]
    """Ways to ask about them, the most likely first."""


def comparison_of(question: str) -> Comparison | None:
    """Split a question that compares two things.

    Args:
        question: The question, clean.

    Returns:
        The two and how to ask about each; None if the question compares nothing.
    """
    asked = question.strip().rstrip(" ?.!")
    if len(asked) > _LONGEST:
        return None
    for form in _ORDERS:
        match = form.fullmatch(asked)
        if match and (comparison := _compared(match)):
            return comparison
    return None


def dimensions(text: str) -> set[str]:
    """Return what the comparatives of a text compare: ``old`` for "its older neighbour", ``big`` for "the larger"."""
    found = (match.group().lower() for match in re.finditer(rf"\b(?:{_DEGREE})\b", text, re.IGNORECASE))
    return {_SAME.get(measure, measure) for word in found for measure in [_DEGREES[word][0].split()[1]]}


def _compared(match: re.Match[str]) -> Comparison | None:
    parts = match.groupdict()
    if parts.get("degree"):
        says = f"which {parts['be']} {parts['degree']}"
    elif parts.get("rest"):
        says = f"which {parts['verb']} {parts['rest']}".replace(" have ", " ").replace(" get ", " ")
    else:
        says = parts["says"]
    templates = list(_templates(says))
    if not templates:
        return None
    one, other = _whole(parts["one"].strip(), parts["other"].strip(), says)
    wordings = (Wording((form.replace("{}", one), form.replace("{}", other)), most) for form, most in templates)
    return Comparison((one, other), tuple(wordings))


def _templates(says: str) -> Iterator[tuple[str, bool]]:
    """Yield the ways to ask about one of the two, and whether the larger number is asked for."""
    if match := _DEGREE_OF.fullmatch(says):
        form, most = _DEGREES[match["degree"].lower()]
        yield (f"{form[:-1]} {match['context']}?" if match["context"] else form), most
        if "How old" in form:
            yield from ((begun, not most) for begun in _BEGUN)
    elif match := _SHARE_OF.fullmatch(says):
        does = _HAVE[match["verb"].lower()]
        most = match["degree"].lower() not in ("lower", "smaller")
        yield f"What {match['share']} {match['rest']} {does} {{}} have?", most
    elif match := _MORE_OF.fullmatch(says):
        verb, what, most = match["verb"].lower(), match["what"], match["more"].lower() == "more"
        does = _HAVE.get(verb, "does" if verb.endswith("s") else "did")
        base = _BASES.get(verb, verb if does == "did" else verb.removesuffix("s"))
        base = "have" if verb in _HAVE else base
        yield (f"How many {what} {does} {{}} {base}?" if what else f"How much {does} {{}} {base}?"), most
        if what:
            yield f"How much {what} {does} {{}} {base}?", most
            yield f"What proportion of {what} {does} {{}} {base}?", most
    elif match := _OTHER_VERB.fullmatch(says):
        yield f"How many {match['what']} were {match['verb']} by {{}}?", match["more"].lower() == "more"
    elif match := _FIRST.fullmatch(says):
        verb, later = match["verb"].lower(), match["order"].lower() in ("later", "last")
        yield (f"When was {{}} {verb}?" if match["was"] else f"When did {{}} {_BASES.get(verb, verb)}?"), later
    elif match := _THE_OF.fullmatch(says):
        form, most = _DEGREES[match["degree"].lower()]
        yield form.replace("{}", f"the {match['what']} of {{}}"), most
        yield f"What was the {match['what']} of {{}}?", most


def _noun(says: str) -> str:
    """Return the noun for both: "museum" in "which museum is older"."""
    match = _DEGREE_OF.fullmatch(says)
    return match["noun"].strip() if match else ""


def _whole(one: str, other: str, says: str) -> tuple[str, str]:
    """Complete each of two names with what only the other has: a noun, or a surname if people are asked for."""
    first, second, noun = one.split(), other.split(), _noun(says)
    is_of_things = re.match(rf"(?:which|what)\s+(?!(?:{_BE}|has|have|had|one|of)\b)\w+\s", says, re.IGNORECASE)
    if second[-1].lower() == "one" and len(first) > 2:
        second = [*second[:-1], *first[2 if first[0].lower() == "the" else 1 :]]
    elif noun and first[0].lower() == "the" and noun.lower() not in one.lower():
        return f"{one} {noun}", f"{other} {noun}"
    elif (
        len(first) == 1
        and len(second) == 2
        and not is_of_things
        and all(word[:1].isupper() for word in (*first, *second))
    ):
        first = [*first, second[1]]
    return " ".join(first), " ".join(second)
