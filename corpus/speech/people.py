"""Who is who in one article: names in full and cut short, what an article ties to them, whom a pronoun means.

A name is tied to what stands beside it in apposition ("Ken McCallum, the MI5 boss", "MI5 boss Ken
McCallum"); nothing is known of anybody that the article does not say.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from corpus.speech.vocabulary import HE, NAME, NO_NAME, ORGANISED, SHE, TITLES, VERBS

_NAME = re.compile(NAME)
_APPOSED = re.compile(r",\s(?:who is\s)?(?:the|an?|its|their|his|her)\s([^,.;:\n]{3,70}),")
_APPOSED_NAME = re.compile(rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa])\s([^,.;:\n]{{3,60}}),\s({NAME}),")
_LINKS = frozenset("and of the in with to by".split())
_BEFORE_NAME = re.compile(r"(?:\b[A-Za-z][\w\u2019'-]*[ \u00a0]){1,6}$")
_PLACED = re.compile(r"\b(?:in|from|near|at|to|across|of|into|towards|through|the|The|In|At|From)[ \u00a0]$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands."""

    start: int
    end: int
    name: str
    """Without titles: ``McCallum``."""
    titles: tuple[str, ...]


class People:
    """The names of one article.

    Args:
        text: The article, quotations blanked out.
        start: Offset at which its body begins.
    """

    def __init__(self, text: str, start: int = 0) -> None:
        self._text = text
        self.mentions = [
            mention for met in _NAME.finditer(text, start) if (mention := _mention(met.start(), met[0])) is not None
        ]
        self._full: defaultdict[str, list[str]] = defaultdict(list)
        self._gender: dict[str, str] = {}
        self._ties: defaultdict[str, set[str]] = defaultdict(set)
        for mention in self.mentions:
            self._learn(mention)
        for mention in self.mentions:
            self._tie(mention)
        for met in _APPOSED_NAME.finditer(text, start):
            named = _mention(met.start(2), met[2])
            if named:
                self._ties[_plain(met[1])].add(self.full(named.name))

    def _learn(self, mention: Mention) -> None:
        words = mention.name.split()
        if len(words) > 1:
            for key in {words[-1], words[0], " ".join(words[1:])}:
                if mention.name not in self._full[key]:
                    self._full[key].append(mention.name)
        gender = "he" if HE & set(mention.titles) else "she" if SHE & set(mention.titles) else ""
        if gender:
            self._gender[words[-1]] = gender

    def _tie(self, mention: Mention) -> None:
        """Note what stands beside a name: an apposition behind it, a post before it, a title."""
        full = self.full(mention.name)
        behind = _APPOSED.match(self._text, mention.end)
        if behind:
            self._ties[_plain(behind[1])].add(full)
        if mention.titles:
            self._ties[_plain(" ".join(mention.titles))].add(full)
        before = _BEFORE_NAME.search(self._text, max(0, mention.start - 80), mention.start)
        words = before[0].split() if before else []
        for count in range(1, len(words) + 1):
            post = words[-count:]
            if (post[0][0].islower() and post[0] in VERBS) or post[-1] in _LINKS:
                break
            self._ties[_plain(" ".join([*post, *mention.titles]))].add(full)

    def full(self, name: str) -> str:
        """Give the longest form of a name that the article has, where only one person is called so."""
        bare = name.removesuffix("'s").removesuffix("’s")
        found = [full for full in self._full.get(bare, ()) if full != bare]
        if not found or (" " in bare and bare in self._full.get(bare.split()[-1], ())):
            return bare
        by_last = [full for full in found if full.split()[-1] == bare.split()[-1]]
        chosen = by_last or found
        longest = max(chosen, key=len)
        same = all(set(full.split()) <= set(longest.split()) for full in chosen)
        return longest if same else chosen[0] if len({full.split()[0] for full in chosen}) == 1 else bare

    def tied(self, description: str) -> str | None:
        """Name whom the article ties a description to; None where it is nobody, or may be several."""
        found = self._ties.get(_plain(description), set())
        return next(iter(found)) if len(found) == 1 else None

    def meant_by(self, pronoun: str, at: int, since: int) -> str | None:
        """Name the person a pronoun means.

        Args:
            pronoun: ``he``, ``she`` or ``they``, in any case.
            at: Where it stands.
            since: Where its paragraph begins.

        Returns:
            The full name of the only person it can be there; None where there is none, or are several.
        """
        word = pronoun.lower()
        if word not in ("he", "she"):
            return None
        names: dict[str, int] = {}
        for mention in self.mentions:
            if since <= mention.start < at and self.is_person(mention):
                names[self.full(mention.name)] = mention.start
        fitting = [name for name in names if self._gender.get(name.split()[-1], word) == word]
        if len(fitting) == 1:
            return fitting[0]
        return self._subject_before(at, since, fitting) if fitting else None

    def _subject_before(self, at: int, since: int, fitting: list[str]) -> str | None:
        """Take the one of several that the sentence before is about: the first named in it."""
        ends = [met.end() for met in re.finditer(r"[.!?\x01]\s+(?=[A-Z\x01])", self._text[since:at])]
        begin = since + (ends[-2] if len(ends) > 1 else 0)
        for mention in self.mentions:
            if begin <= mention.start < at and self.full(mention.name) in fitting:
                led = self._text[begin : mention.start]
                return self.full(mention.name) if len(led.split()) <= 6 else None
        return None

    def is_person(self, mention: Mention) -> bool:
        """Tell whether a name may be a person's."""
        words = mention.name.split()
        full = self.full(mention.name).split()
        if any(word in ORGANISED or (word.isupper() and len(word) > 2) for word in full):
            return False
        if mention.titles:
            return True
        if (
            len(full) < 2
            or len(full) > 4
            or any(word.islower() and word in ("of", "for", "the", "and") for word in full)
        ):
            return False
        before = self._text[max(0, mention.start - 10) : mention.start]
        return len(words) > 1 or not _PLACED.search(before)


def _mention(start: int, words: str) -> Mention | None:
    """Take a run of capitals as a name; titles before it are set apart, what can be no name is left out."""
    end = start + len(words)
    cut = words.replace("\u00a0", " ").split(" ")
    while cut and (cut[0] in NO_NAME or cut[0].lower() in ("and", "of", "for", "the")):
        start += len(cut[0]) + 1
        cut = cut[1:]
    led = [place for place, word in enumerate(cut[:-1]) if word.rstrip(".") in TITLES]
    titles = [word.rstrip(".") for word in cut[: led[-1] + 1]] if led else []
    cut = cut[len(titles) :]
    if not cut or cut[0] in NO_NAME or cut[0] in TITLES:
        return None
    name = " ".join(cut)
    for mark in ("'s", "’s", "'", "’"):
        if name.endswith(mark):
            name, end = name.removesuffix(mark), end - len(mark)
    return Mention(start, end, name.rstrip("."), tuple(titles))


def _plain(description: str) -> str:
    words = description.lower().replace("\u00a0", " ").split()
    while words and words[0] in ("the", "a", "an", "its", "their", "his", "her", "former"):
        words = words[1:]
    return " ".join(words)
