"""Numbers in text: in digits or words, with a scale after them."""

import re
from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_TIMES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9,
    "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_SPELT = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b{_SPELT}\b)"
"""A pattern of a number without its scale, to be matched ignoring case."""
_VALUE = re.compile(rf"(?P<minus>\bminus\s|(?<!\w)[-−])?(?P<digits>{NUMBER})", re.IGNORECASE)


def number_of(words: str) -> Decimal | None:
    """Return the first number in a text, with its scale applied.

    Args:
        words: ``about 3.2 million euros``.

    Returns:
        The number; None if there is none.
    """
    match = _VALUE.search(words)
    if match is None:
        return None
    lower = match["digits"].lower().replace(",", "")
    number = Decimal(sum(_WORDS[part] for part in lower.split("-"))) if lower[0].isalpha() else Decimal(lower)
    scale = re.match(r"\s?([a-z]+)", words[match.end() :].lower())
    number *= _TIMES.get(scale[1], 1) if scale else 1
    return -number if match["minus"] else number
