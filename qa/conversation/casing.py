"""Names that a person typed in lower case or cut short, as the articles just read write them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from qa.conversation.names import gender, is_person
from qa.conversation.words import TITLES, bare, is_name

_WORD = re.compile(r"[^\W_][\w'’.-]*[^\W_]|[^\W_]")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:…][\"'”’)\]]*\s+|\n\s*|[“\"‘(\[*_#>-]\s*)$")
"""What stands before a word whose capital says nothing about it."""
_JOINTS = frozenset("of the de del da di von van der den al bin la le du and &".split())
"""Words in lower case within a name."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names in some texts, each with its capitals."""

    words: Mapping[str, str]
    """Single words that are nowhere written in lower case and no common words, folded, to their written form."""
    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    """Names of several words, folded, to their written form."""
    first_names: Mapping[str, frozenset[str]]
    """What may be a surname, folded, to the capitalised words that stand directly before it."""

    def __bool__(self) -> bool:
        """Whether there is any name."""
        return bool(self.words or self.phrases)


def names_written(texts: Iterable[str]) -> Names:
    """Find the names in texts by their capitals within sentences.

    Args:
        texts: Passages of articles; not their headlines, which may capitalise every word.

    Returns:
        The names.
    """
    small: set[str] = set()
    words: dict[str, str] = {}
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    first_names: defaultdict[str, set[str]] = defaultdict(set)
    for run, begins in (found for text in texts for found in _runs(text, small)):
        for word in run[begins:]:
            words.setdefault(bare(word), _unpossessive(word))
        for start in range(len(run) - 1):
            if run[start][0].isupper():
                name = (*run[start:-1], _unpossessive(run[-1]))
                phrases.setdefault(tuple(map(bare, name)), name)
        for first, last in pairwise(run):
            if first[0].isupper() and _is_first_name(first, begins=begins and first is run[0]):
                first_names[bare(last)].add(first)
    own = {folded: word for folded, word in words.items() if folded not in small and is_name(folded)}
    return Names(own, phrases, {name: frozenset(firsts) for name, firsts in first_names.items()})


def _runs(text: str, small: set[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield the runs of capitalised words, and whether each begins a sentence; other words are put into `small`."""
    run, run_begins, last = list[str](), False, 0
    for found in _WORD.finditer(text):
        word = found[0]
        begins = _BEGINS_SENTENCE.search(text[max(0, found.start() - 8) : found.start()]) is not None
        goes_on = run and not begins and not text[last : found.start()].strip()
        if not goes_on:
            yield from _kept(run, run_begins)
            run = []
        if word[0].isupper():
            run_begins = begins if not run else run_begins
            run.append(word)
        elif run and word in _JOINTS:
            run.append(word)
        else:
            small.add(bare(word))
            yield from _kept(run, run_begins)
            run = []
        last = found.end()
    yield from _kept(run, run_begins)


def _kept(run: list[str], begins: bool) -> Iterator[tuple[list[str], bool]]:
    while run and run[-1] in _JOINTS:
        run = run[:-1]
    if run:
        yield run, begins


def _is_first_name(word: str, *, begins: bool) -> bool:
    """Return whether a capitalised word before a name may be a first name: no title, and no "Yesterday"."""
    if bare(word) in TITLES:
        return False
    return bool(gender(word)) or not begins or is_name(word, first=True)


def _unpossessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def recased(question: str, names: Names) -> str:
    """Give names their capitals.

    Args:
        question: As a person typed it.
        names: The names of the texts it may be about.

    Returns:
        The question; words that have a capital, and those that name nothing there, as they are.
    """
    found = list(_WORD.finditer(question))
    folded = [bare(match[0]) for match in found]
    written = [match[0] for match in found]
    at = 0
    while at < len(found):
        length = next((size for size in range(5, 1, -1) if tuple(folded[at : at + size]) in names.phrases), 1)
        name = names.phrases.get(tuple(folded[at : at + length])) or (names.words.get(folded[at], ""),)
        for place, word in enumerate(name, start=at):
            if word and written[place].islower():
                written[place] = word + written[place][len(bare(written[place])) :]
        at += length
    parts, last = [], 0
    for match, word in zip(found, written, strict=True):
        parts += [question[last : match.start()], word]
        last = match.end()
    return "".join([*parts, question[last:]])


def named_in_full(question: str, names: Names) -> str:
    """Put the first name before a surname, if the texts know one person of that name.

    Args:
        question: A question with capitals.
        names: The names of the texts it was answered from.

    Returns:
        The question: "who accused Ruslan Imanov" for "who accused Imanov".
    """
    words = question.split(" ")
    for place, word in enumerate(words):
        beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
        if not word[:1].isupper() or not is_name(word) or any(other[:1].isupper() for other in beside):
            continue
        firsts = names.first_names.get(bare(word.rstrip("?!.,")), frozenset())
        if len(firsts) == 1 and is_person(f"{(first := next(iter(firsts)))} {word}"):
            words[place] = f"{first} {word}"
    return " ".join(words)


def acts_as_person(name: str, texts: Iterable[str]) -> bool:
    """Return whether texts say that a name is a person's: with a title, an age, "who" or "said" next to it.

    Args:
        name: The name in full.
        texts: What was just read.

    Returns:
        Whether one of them does.
    """
    surname = re.escape(name.split()[-1])
    shown = re.compile(
        rf"\b(?:M(?:r|rs|s|iss)|Dr|Sir|Dame|Lord|Lady|[Pp]rofessor|[Pp]resident|[Mm]inister|[Mm]ayor|[Cc]aptain|[Jj]udge)\.?\s+"
        rf"(?:[A-Z][\w'’.-]*\s+){{0,2}}{surname}\b"
        rf"|\b{surname}\b(?:,\s+(?:who|whose|(?:aged\s+)?\d\d)\b|\s+(?:said|says|told|added|thinks|believes|denied|denies)\b)"
    )
    return any(shown.search(text) for text in texts)
