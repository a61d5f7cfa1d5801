"""Resolve the people of one article: full names of short ones, descriptions, and pronouns.

A description is tied to a name by apposition ("Ken McCallum, the MI5 boss", "MI5 boss Ken
McCallum"); nothing is known about anybody but what the article says.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from corpus.speech.gender import genders_in, relatives_in
from corpus.speech.vocabulary import (
    HE,
    NAME,
    NO_NAME,
    ORGANISED,
    POSTNOMINALS,
    SHE,
    STRONG,
    TITLES,
    TITLES_IN_FULL,
    VERB,
    VERBS,
    is_organised,
)

_NAME = re.compile(NAME)
_APPOSED = re.compile(r",\s(?:who is\s)?(?:the|an?|its|their|his|her)\s([^,.;:\n]{3,70}),")
_APPOSED_NAME = re.compile(rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa])\s([^,.;:\n]{{3,60}}),\s({NAME}),")
_LINKS = frozenset("and of the in with to by".split())
_SPEAKS = re.compile(rf"\s(?:also\s|later\s)?(?:{'|'.join(sorted(STRONG))})\b")
_SENTENCE = re.compile(r"(?:[.!?]|\x01)\s+(?=[A-Z\x01])")
_OWNER = re.compile(r"\S.*?(?:['’]s(?=\s)|$)")
"""A name, or the owner in a possessive: "Trump" in "Trump's America First"."""
_SMALL = frozenset(("of", "for", "the"))
_POST_OF = re.compile(
    r"\s(?:[a-z-]+\s)?(?:director|president|coach|captain|manager|chief|boss|head|spokes\w+|secretary|minister|leader|"
    r"professor|editor|reporter|lawyer|officer|owner|founder|chair\w*|chancellor|analyst|economist|mayor|governor|"
    r"senator|commissioner|correspondent|player|scientist|researcher)\s[A-Z]"
)
"""A post and its holder after the name of what the post is of: "Scripps Oceanography director Margaret Leinen"."""
_SUBJECT = re.compile(
    rf"The\s((?:[a-z][\w'’-]+\s){{1,3}}?)(?=(?:has|had|was|is|would|will|also|later)\b|{VERB.pattern})"
)
"""A description as the subject of a sentence: "The mayor said"."""
_LONGEST = 4
"""Words of a person's name, at most."""
_LEAST = 2
"""Words before "of" from which a name is a person's."""
_SECOND = frozenset("Kong York Zealand Africa Korea Lanka Arabia Jersey Mexico Guinea Leone Rica Delhi".split())
"""Second words of places."""
_LED = 2
"""Words that may precede the name a sentence is about."""
_BEFORE_NAME = re.compile(r"(?:\b[A-Za-z][\w\u2019'-]*[ \u00a0]){1,6}$")
_PLACED = re.compile(
    r"\b(?:in|from|near|at|(?<!ccording )to|across|of|into|towards|through|the|The|In|At|From)[ \u00a0]$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a name."""

    start: int
    end: int
    name: str
    """Without titles: ``McCallum``."""
    titles: tuple[str, ...]
    is_described: bool = False
    """Whether the person is not named there, only described: ``The mayor``."""


class People:
    """The names of one article.

    Args:
        text: The article, quotations blanked out.
        start: Offset at which its body begins.
    """

    def __init__(self, text: str, start: int = 0) -> None:
        self._text = text
        self.mentions = [
            mention
            for met in _NAME.finditer(text, start)
            for part in _OWNER.finditer(met[0])
            if (mention := _mention(met.start() + part.start(), part[0])) is not None
        ]
        self._starts = [mention.start for mention in self.mentions]
        self._speaking = {mention.name for mention in self.mentions if _SPEAKS.match(text, mention.end)}
        self._relatives: set[str] = set()
        self._known: set[str] = set()
        self._full: defaultdict[str, list[str]] = defaultdict(list)
        self._gender: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._ties: defaultdict[str, set[str]] = defaultdict(set)
        for mention in self.mentions:
            self._learn(mention)
        for mention in self.mentions:
            self._tie(mention)
        for met in _APPOSED_NAME.finditer(text, start):
            named = _mention(met.start(2), met[2])
            if named:
                self._ties[_plain(met[1])].add(self.full(named.name))
        self._learn_people(text, start)

    def _learn(self, mention: Mention) -> None:
        words = mention.name.split()
        if len(words) > 1:
            for key in {words[-1], words[0], " ".join(words[1:])}:
                if mention.name not in self._full[key]:
                    self._full[key].append(mention.name)
        gender = "he" if HE & set(mention.titles) else "she" if SHE & set(mention.titles) else ""
        if gender:
            self._gender[mention.name] = gender

    def _learn_people(self, text: str, start: int) -> None:
        """Learn who is a person, who is "he" or "she", and which sentences are about a person only described."""
        for first, last, gender in relatives_in(text, start):
            for mention in self.over(first, last)[:1]:
                self._relatives.add(mention.name)
                self._gender[self.full(mention.name)] = gender
        self._known = {self.full(each.name) for each in self.mentions if each.titles or each.name in self._speaking}
        for met in _SUBJECT.finditer(text, start):
            begins = text[met.start() - 1 : met.start()] == "\n" or text[max(0, met.start() - 2)] in ".!?\x01"
            full = self.tied(met[1]) if begins else None
            if full:
                self.mentions.append(Mention(met.start(), met.end(1) - 1, full, (), is_described=True))
        self.mentions.sort(key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]
        persons = [(mention.start, self.full(mention.name)) for mention in self.mentions if self.is_person(mention)]
        self._called = genders_in(text, start, persons) | self._gender

    def _tie(self, mention: Mention) -> None:
        """Record the descriptions of a name: an apposition after it, a post before it, a title."""
        full = self.full(mention.name)
        apposition = _APPOSED.match(self._text, mention.end)
        if apposition:
            self._ties[_plain(apposition[1])].add(full)
        if mention.titles:
            for title in (" ".join(mention.titles), TITLES_IN_FULL.get(mention.titles[-1].lower(), "")):
                self._ties[_plain(title)].add(full)
        before = _BEFORE_NAME.search(self._text, max(0, mention.start - 80), mention.start)
        words = before[0].split() if before else []
        for count in range(1, len(words) + 1):
            post = words[-count:]
            if (post[0][0].islower() and post[0] in VERBS) or post[-1] in _LINKS:
                break
            self._ties[_plain(" ".join([*post, *mention.titles]))].add(full)

    def full(self, name: str) -> str:
        """Give the longest form of a name in the article, if only one person has that name."""
        bare = name.removesuffix("'s").removesuffix("’s")
        longer = [full for full in self._full.get(bare, ()) if full != bare]
        if not longer or (" " in bare and bare in self._full.get(bare.split()[-1], ())):
            return bare
        by_last = [full for full in longer if full.split()[-1] == bare.split()[-1]]
        chosen = by_last or longer
        longest = max(chosen, key=len)
        same = all(set(full.split()) <= set(longest.split()) for full in chosen)
        return longest if same else chosen[0] if len({full.split()[0] for full in chosen}) == 1 else bare

    def tied(self, description: str) -> str | None:
        """Give the name that the article ties a description to; None for none, or for several."""
        names = self._ties.get(_plain(description), set())
        return next(iter(names)) if len(names) == 1 else None

    def may_be(self, name: str, pronoun: str) -> bool:
        """Return whether a pronoun may mean a person; one never called "he" or "she" may be either."""
        return self._called.get(self.full(name), self._called.get(name, pronoun)) == pronoun

    def only(self, pronoun: str, speaking: Iterable[str]) -> str | None:
        """Name the only person whom the article calls by a pronoun.

        Args:
            pronoun: ``he`` or ``she``.
            speaking: Full names of people who have spoken; others count if the article gives them a title or a verb.

        Returns:
            The full name; None for none, or for several.
        """
        called = {self.full(name) for name, gender in self._called.items() if gender == pronoun}
        names = {name for name in called & (self._known | set(speaking)) if " " in name or name in self._gender}
        return next(iter(names)) if len(names) == 1 else None

    def meant_by(self, pronoun: str, at: int, since: int) -> str | None:
        """Name the person a pronoun means.

        Args:
            pronoun: ``he`` or ``she``; empty for a person of whom it is not known.
            at: Its offset.
            since: Offset at which its paragraph begins.

        Returns:
            The full name of the only possible person; None for none, or for several.
        """
        word = pronoun
        parts = [since, *(since + met.end() for met in _SENTENCE.finditer(self._text[since : at + 1])), at]
        for first, last in reversed(list(pairwise(parts))):
            names = self._persons(first, last, word)
            if len(names) > 1 and last == at:  # several in its own sentence are ambiguous
                names = []
            if len(names) == 1 or (names and len(self._text[first : self._place(names[0], first)].split()) <= _LED):
                return names[0]
            if names:
                return None
        return None

    def _persons(self, start: int, end: int, pronoun: str) -> list[str]:
        """List the persons named in a span to whom a pronoun may refer, in order; owners if there is nobody else."""
        names: dict[str, bool] = {}
        for mention in self.between(start, end):
            full = self.full(mention.name)
            if self.is_person(mention) and (
                not pronoun or self._gender.get(full, self._gender.get(mention.name, pronoun)) == pronoun
            ):
                is_owner = self._text.startswith(("'s", "’s"), mention.end)
                names[full] = names.get(full, True) and is_owner
        return [name for name, is_owner in names.items() if not is_owner] or list(names)

    def _place(self, name: str, start: int) -> int:
        """Find where a person is first named from an offset on."""
        return next(mention.start for mention in self.between(start) if self.full(mention.name) == name)

    def between(self, start: int, end: int | None = None) -> list[Mention]:
        """List the names that begin in a span of the text; an `end` of None is the end of the text."""
        last = len(self._starts) if end is None else bisect_left(self._starts, end)
        return self.mentions[bisect_left(self._starts, start) : last]

    def over(self, start: int, end: int) -> list[Mention]:
        """List the names that overlap a span of the text."""
        first = bisect_left(self._starts, start)
        before = self.mentions[first - 1 : first] if first and self.mentions[first - 1].end > start else []
        return [*before, *self.between(start, end)]

    def is_person(self, mention: Mention) -> bool:
        """Return whether a name may be a person's."""
        full = self.full(mention.name).split()
        if is_organised(full):
            return False
        if mention.titles or mention.is_described or mention.name in self._relatives:
            return True
        if _POST_OF.match(self._text, mention.end):
            return False
        before = self._text[max(0, mention.start - 14) : mention.start]
        if len(full) == 1:
            known = mention.name in self._speaking or any(len(name.split()) > 1 for name in self._full[mention.name])
            return known and (self.full(mention.name) in self._known or not _PLACED.search(before))
        if len(full) > _LONGEST or any(word in _SMALL for word in full):
            return False
        return self.full(mention.name) in self._known or not _PLACED.search(before)


def _mention(start: int, words: str) -> Mention | None:
    """Take capitalised words as a name; titles are separated, and words that cannot be part of a name dropped."""
    end = start + len(words)
    parts = words.replace("\u00a0", " ").split(" ")
    while parts and (parts[0] in NO_NAME or parts[0].lower() in _SMALL or parts[0][:2] in ("I'", "I’")):
        start += len(parts[0]) + 1
        parts = parts[1:]
    first = next((place for place, word in enumerate(parts) if word in _SMALL), len(parts) - 1)
    led = [place for place, word in enumerate(parts[:first]) if word.rstrip(".") in TITLES]
    titles = [word.rstrip(".") for word in parts[: led[-1] + 1]] if led else []
    parts = _without_place(parts[len(titles) :])
    if not parts or parts[0] in NO_NAME or parts[0] in TITLES:
        return None
    small = next((place for place, word in enumerate(parts) if word in _SMALL), 0)
    if small >= _LEAST and not ORGANISED & set(parts[:small]):  # "Kamala Harris of California"
        end -= len(" ".join(parts[small:])) + 1
        parts = parts[:small]
    while len(parts) > _LEAST and parts[-1] in POSTNOMINALS:
        end -= len(parts.pop()) + 1
    name = " ".join(parts)
    for mark in ("'s", "’s", "'", "’"):
        if name.endswith(mark):
            name, end = name.removesuffix(mark), end - len(mark)
    return Mention(start, end, name.rstrip("."), tuple(titles))


def _without_place(words: list[str]) -> list[str]:
    """Drop the office before its holder's name: "of State" in "Secretary of State Mike Pompeo"."""
    if not words or words[0] not in _SMALL or len(words) < _LONGEST:
        return words
    while words and words[0] in _SMALL:
        words = words[1:]
    words = words[1:]
    while len(words) > _LEAST and (words[0] in ORGANISED or words[0] in _SECOND):
        words = words[1:]
    return _without_place(words)


def _plain(description: str) -> str:
    words = description.lower().replace("\u00a0", " ").split()
    while words and words[0] in ("the", "a", "an", "its", "their", "his", "her", "former"):
        words = words[1:]
    return " ".join(words)
