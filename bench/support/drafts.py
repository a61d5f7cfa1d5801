"""Drafts made from the quotations of articles, with the right label of each."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.article import Article
from corpus.speech.attribution import speech_in
from corpus.speech.speech import Speech
from qa.desk.quotations.speakers import are_others, is_person
from qa.output.checked import Label

KINDS = ("verbatim", "altered", "merged", "invented", "another's")
_WORD = re.compile(r"[^\W\d_]{4,}")
_PLAIN = re.compile(r"[\w\s,.;:'’–—-]+")
_NOT = re.compile(r"\b(?:not|no|never|nor|none|cannot|without|nothing|nobody)\b|n['’]t\b", re.IGNORECASE)
_FRAMES = (
    "{name} said: “{quote}”",
    "“{quote},” said {name}.",
    '"{quote}," {name} told reporters.',
    'According to {name}, "{quote}".',
    "«{quote}», {name} said on Monday.",
    "On Tuesday, {name} wrote, “{quote}.”",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of an article, by a person it names."""

    words: str
    speech: Speech


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation as inserted into a draft."""

    kind: str
    words: str
    line: str
    """The paragraph of the draft."""
    label: Label
    """Its right label."""


def said_in(articles: Sequence[Article], least: int = 9, most: int = 60) -> list[Said]:
    """Collect the quotations of persons in some articles, without repetitions.

    Args:
        articles: The articles.
        least: Fewest words of a quotation.
        most: Most words of one.

    Returns:
        The quotations, in order.
    """
    found: dict[str, Said] = {}
    for article in articles:
        for speech in speech_in(article.text, article.body):
            words = article.text[speech.start : speech.end].strip(" ,.;:—–-")
            if is_person(speech) and _PLAIN.fullmatch(words) and least <= len(words.split()) <= most:
                found[words] = Said(words, speech)
    return list(found.values())


def made_drafts(kept: Sequence[Said], held_out: Sequence[Said], each: int, seed: int = 7) -> Iterator[Made]:
    """Make quotations of all kinds.

    Args:
        kept: Quotations that the archive has.
        held_out: Quotations that it does not have.
        each: How many of each kind.
        seed: The random seed.

    Yields:
        The quotations, one kind after another.
    """
    chance = random.Random(seed)  # noqa: S311
    picked = [said for _ in range(5) for said in chance.sample(list(kept), each)]
    vocabulary = [word for said in kept for word in _WORD.findall(said.words)]
    for place in range(each):
        one, other, third, fourth, fifth = picked[place::each]  # each kind its own sample
        yield _made("verbatim", _varied(one.words, place, chance), one.speech.speaker, "verbatim", chance)
        yield _made(
            "altered", _altered(other.words, place % 3 + 1, vocabulary, chance), other.speech.speaker, "altered", chance
        )
        yield _made("merged", _merged(third.words, fourth.words), third.speech.speaker, "altered", chance)
        invented = held_out[place % len(held_out)]
        yield _made("invented", invented.words, invented.speech.speaker, "absent", chance)
        stranger = next(said for said in chance.sample(picked, len(picked)) if are_others(said.speech, fifth.speech))
        yield _made("another's", fifth.words, stranger.speech.speaker, "elsewhere", chance)


def _made(kind: str, words: str, name: str, label: Label, chance: random.Random) -> Made:
    return Made(kind, words, chance.choice(_FRAMES).format(name=name, quote=words), label)


def _varied(words: str, place: int, chance: random.Random) -> str:
    """Change what is typography, leave words out with an ellipsis, or put a name for a pronoun in brackets."""
    cut = words.split()
    if place % 3 == 1 and len(cut) >= 12:
        first = chance.randrange(3, len(cut) - 7)
        last = first + chance.randrange(2, 5)
        if not _NOT.search(" ".join(cut[first:last])):
            return " ".join([*cut[:first], chance.choice(["...", "…", "[...]"]), *cut[last:]])
    if place % 3 == 2 and (pronoun := re.search(r"(?<=\s)(?:he|she|it|they|we|him|them)(?=\s)", words)):
        return f"{words[: pronoun.start()]}[the agency]{words[pronoun.end() :]}"
    swapped = words.translate(str.maketrans("'’–—", "’'—–"))
    return swapped.replace(" ", "\u00a0", 1)


def _altered(words: str, count: int, vocabulary: Sequence[str], chance: random.Random) -> str:
    """Replace, remove or insert some words."""
    cut = words.split()
    places = chance.sample(range(1, len(cut) - 1), count)
    for place in sorted(places, reverse=True):
        way = chance.choice(("replace", "replace", "drop", "add"))
        new = chance.choice([word for word in chance.sample(vocabulary, 20) if word.lower() != cut[place].lower()])
        if way == "replace":
            cut[place] = new
        elif way == "add":
            cut.insert(place, chance.choice(("not", "never", new)))
        else:
            del cut[place]
    return " ".join(cut)


def _merged(one: str, other: str) -> str:
    """Join the first half of one quotation and the second of another as if they were said together."""
    first, second = one.split(), other.split()
    return " ".join([*first[: max(5, len(first) // 2)], *second[-max(5, len(second) // 2) :]])
