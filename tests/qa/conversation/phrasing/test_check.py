"""Sentences are checked against the passages that they cite."""

import random
import re

import pytest

from corpus.files import samples_folder
from corpus.sentences import all_sentences
from qa.conversation.phrasing.check import Evidence, failing

PASSAGE = (
    "How the spy agencies learned to post\nThe Cheltenham agency turned to pictures next: GCHQ joined Instagram in "
    "October 2018. Its director, Ken McCallum, said “trust must be earned”. MI6 has not joined TikTok. About 10,000 "
    "people at 36 offices pay £5.2 million a year, or 12 per cent; in May 2021 the account of John Brown and Mary "
    "Smith may close. The shaft is 5.2 metres long."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "GCHQ joined Instagram in October 2018.",
        "In October 2018 the Cheltenham agency GCHQ joined Instagram.",
        "Ken McCallum, its director, said that “trust must be earned”.",
        'The director said "trust must be earned".',
        "MI6 has not joined TikTok.",
        "The shaft is 5.2 metres long.",
        "10000 people pay £5.2 million a year, or 12%.",
        "The account may close in May 2021.",
    ],
)
def test_what_stands_there_passes(sentence: str) -> None:
    assert failing(sentence, Evidence([PASSAGE])) == ""


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The shaft is 5.2 metres long on the left.", "word left"),
        ("GCHQ joined Instagram in October 2019.", "figure 2019"),
        ("GCHQ joined Instagram in November 2018.", "date November"),
        ("GCHQ joined Instagram in May 2018.", "date May 2018"),
        ("MI5 joined Instagram in October 2018.", "MI5"),
        ("GCHQ joined Facebook in October 2018.", "Facebook"),
        ("GCHQ joined facebook in October 2018.", "facebook"),
        ("Its director, Ken Brown, said “trust must be earned”.", "name Ken Brown"),
        ("The account of John Smith may close in May 2021.", "name John Smith"),
        ("Ken McCallum said “trust must be bought”.", "quotation"),
        ("Ken McCallum said “trust must be earned.", "no end"),
        ("MI6 has joined TikTok.", "denies"),
        ("GCHQ has not joined Instagram in October 2018.", "denies"),
        ("The shaft is 5.2 feet long.", "5.2 feet"),
        ("The shaft is 52 metres long.", "52"),
        ("The shaft is 36 metres long.", "36 metres"),
        ("About 10,000 offices pay a year.", "10,000 offices"),
        ("They pay $5.2 million a year.", "$"),
        ("They pay £5.2 billion a year.", "billion"),
        ("They pay £12 million a year.", "£ 12"),
        ("More than 10,000 people pay.", "More"),
        ("Five people at 36 offices pay.", "Five"),
        ("See https://evil.example for Instagram in October 2018.", "address"),
        ("The director was arrested and jailed for spying on everybody in the offices.", "in the cited text"),
        ("Of it.", "nothing"),
        ("Mary McCallum joined Instagram.", "McCallum"),
        ("TikTok joined Instagram in October 2018.", "not in this context"),
    ],
)
def test_what_is_other_than_it_stands_there_fails_and_is_named(sentence: str, named: str) -> None:
    assert named in failing(sentence, Evidence([PASSAGE]))


def test_a_sentence_may_take_from_each_passage_that_it_cites() -> None:
    both = Evidence([PASSAGE, "Elizabeth line\nThe Elizabeth line opened on 24 May 2022."])
    sentence = "GCHQ joined Instagram in October 2018, and the Elizabeth line opened on 24 May 2022."
    assert failing(sentence, both) == ""
    assert "Elizabeth" in failing(sentence, Evidence([PASSAGE]))


FIGURES = re.compile(r"(?<![^\W_])\d+(?:[.,:]\d+)*\w*")
MONTHS = "January February March April May June July August September October November December".split()
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,}|[A-Z]{2,}\d?)\b")
STRANGERS = "Kowalski Brandenburg Okafor Valparaíso Thistlewood NASA Dubrovnik Hernández Microsoft Svalbard".split()


def altered(sentence: str, passage: str, chance: random.Random) -> list[str]:
    """Alter a figure, a month or a name of a sentence in each way that the passage does not support."""
    collected = []
    for match in FIGURES.finditer(sentence):
        digit = chance.randrange(match.start(), match.end())
        if sentence[digit].isdigit():
            other = str((int(sentence[digit]) + chance.randint(1, 9)) % 10)
            collected.append((match, sentence[match.start() : digit] + other + sentence[digit + 1 : match.end()]))
    collected += [(match, chance.choice(MONTHS)) for match in MONTH.finditer(sentence)]
    collected += [(match, chance.choice(STRANGERS)) for match in NAME.finditer(sentence) if match[0] not in MONTHS]
    there = set(re.findall(r"\w+(?:[.,:]\w+)*", passage))
    return [
        sentence[: match.start()] + other + sentence[match.end() :]
        for match, other in collected
        if other not in there and other.lstrip("0") not in there
    ]


def test_of_a_thousand_altered_sentences_none_passes() -> None:
    """Sentences of the samples, one figure, month or name of each altered."""
    chance = random.Random(22)
    made = []
    for file in sorted(samples_folder().glob("*.md")):
        text = file.read_text(encoding="utf-8").split("---", 2)[2].strip()
        spans = all_sentences(text)
        for at, (start, end) in enumerate(spans):
            passage = text[spans[max(0, at - 2)][0] : spans[min(len(spans) - 1, at + 2)][1]]
            sentence = " ".join(text[start:end].split())
            made += [(changed, passage) for _ in range(5) for changed in altered(sentence, passage, chance)]
    sample = chance.sample(made, 1000)
    passed = [pair_ for pair_ in sample if not failing(pair_[0], Evidence([pair_[1]]))]
    assert not passed, passed


def test_sentences_of_articles_pass_as_they_stand() -> None:
    passed = []
    for file in sorted(samples_folder().glob("*.md")):
        text = file.read_text(encoding="utf-8").split("---", 2)[2].strip()
        sentences = [" ".join(text[start:end].split()) for start, end in all_sentences(text)]
        passed += [not failing(sentence, Evidence([text])) for sentence in sentences if len(sentence.split()) > 4]
    assert sum(passed) >= 0.9 * len(passed)


FUNDS = (
    "The order lets him take, the paper wrote, US$3.6 billion from a Pentagon construction budget, $2.5 billion from "
    "anti-drug programs, and $601 million from a forfeiture fund within the Treasury."
)


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("The Pentagon construction budget gives $3.6 billion.", True),
        ("The forfeiture fund of the Treasury gives $601 million.", True),
        ("The paper wrote of $2.5 billion from programs.", True),
        ("The Pentagon construction budget gives $2.5 billion.", False),
        ("The Treasury gives $2.5 billion.", False),
        ("The order gives $601 million.", False),
    ],
)
def test_an_amount_belongs_to_the_words_of_its_own_clause(sentence: str, holds: bool) -> None:
    result = failing(sentence.replace("gives", "lets take"), Evidence([FUNDS]))
    assert (result == "") == holds
    assert holds or result.endswith("is in the cited text, but of something else")
