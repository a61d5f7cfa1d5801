"""Words and figures of a text in comparable form."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.lexical.analyzer import analysed
from qa.conversation.words import MONTHS, SMALL, is_name

_TOKEN = re.compile(r"[£$€¥%]|(?<!\S)[-−]?\d+(?:[.,:/–-]\d+)*\w*|\d+(?:[.,:/–-]\d+)*\w*|[^\W_]+(?:['’]\w+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PERCENT = re.compile(r"\b(?:per\s?cent|percentage points?)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBERS = {word: str(number) for number, word in enumerate(_WORDS)} | {
    word: str(number * 10)
    for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
_ORDINALS = {
    word: f"{number}{'st' if number == 1 else 'nd' if number == 2 else 'rd' if number == 3 else 'th'}"
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_AMOUNTS = frozenset(
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half quarter double "
    "twice triple thrice single pair couple".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset(MONTHS.split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure or sign."""

    text: str
    form: str
    """The form to compare: folded, a figure without commas, a spelt-out number as a figure."""
    first: bool
    """Whether it begins the text, so that its capital says nothing."""
    joined: bool
    """Whether only spaces, a hyphen or a comma separate it from the token before."""

    @property
    def is_figure(self) -> bool:
        """Whether it is a cardinal or ordinal number."""
        return self.form[-1:].isdigit() or self.form[:1] in "-−" or self.form[:1].isdigit() or self.form in _AMOUNTS

    @property
    def is_year(self) -> bool:
        """Whether it may be a year, which has no unit."""
        return bool(_YEAR.fullmatch(self.text))

    @property
    def is_calendar(self) -> bool:
        """Whether it names a month or a day of the week."""
        return self.text[:1].isupper() and (self.form in _MONTHS or self.form in DAYS)

    @property
    def is_sign(self) -> bool:
        """Whether it is a sign of money or per cent."""
        return self.form in "£$€¥%"

    @property
    def is_capital(self) -> bool:
        """Whether it has a capital that is not due to its position."""
        return any(letter.isupper() for letter in self.text[int(self.first) :]) or (
            self.first and self.text[:1].isupper() and self.is_name
        )

    @property
    def is_name(self) -> bool:
        """Whether it names something, or is not a common word of English."""
        return is_name(self.text, first=self.first)

    @property
    def is_small(self) -> bool:
        """Whether it is a function word."""
        return self.form in SMALL


def tokens(text: str) -> list[Token]:
    """Split a text into tokens.

    Args:
        text: Any text.

    Returns:
        Its words, figures, and signs of money and per cent, in order.
    """
    text = _PERCENT.sub("%", text)
    parsed: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        joined = bool(parsed) and not between.strip(" \t\r\n-–,'’") and between.count(",") < 2
        parsed.append(Token(match[0], _form(match[0]), first=not parsed, joined=joined))
        end = match.end()
    return parsed


def _form(text: str) -> str:
    word = _POSSESSIVE.sub("", text).casefold().replace("−", "-").replace("–", "-").replace("’", "'")
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    return _NUMBERS.get(word) or _ORDINALS.get(word) or word


@lru_cache(maxsize=8192)
def stem(form: str) -> str:
    """Stem a word, as the lexical index does."""
    terms = analysed(form)
    return terms[0] if len(terms) == 1 else form
