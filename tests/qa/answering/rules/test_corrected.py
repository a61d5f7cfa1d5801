"""What a correction takes back is not an answer, and what it says instead is, in any position."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.answering.rules.corrected import without_corrected
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.reading.agreement import span_text
from qa.settings import Settings
from qa.types import Reading

pytestmark = pytest.mark.models

FERRY = """Ferry sinks off Kilsund

12 November 2024

The ferry Lady Moran sank off Kilsund on Sunday evening. The trawler Two Brothers picked up 21 people from the water. \
The ferry was 28 years old and had been built at Hollin.

Correction, 14 November: An earlier version of this article said that the trawler Two Brothers had picked up \
21 people. It picked up 17. The ferry was 38 years old, not 28.
"""
BRIDGE = """---
title: Orle bridge to close
date: 2023-05-02
---
The Orle bridge, opened in 1961, will be closed for repairs that cost 4.2 million euros.

*This article was amended on 4 May 2023. The bridge was opened in 1963, not 1961 as we originally stated.*
"""
FIRE = """---
title: Fire at Welby school
date: 2023-05-20
---
A fire at Welby school on Friday destroyed six classrooms. The fire began in the kitchen, the fire chief said.

The mayor, Ann Rudd, who earns 120,000 pounds a year, promised to rebuild it.
"""
DAM = """<!DOCTYPE html><html><head><title>Dam at Orrin to be raised</title></head><body><article>
<h1>Dam at Orrin to be raised</h1>
<p>The dam at Orrin will be raised by four metres. The work costs 18 million pounds, the county said. Some 240 people
live below it.</p>
<p><em>Correction: The cost is 81 million pounds rather than 18 million.</em></p></article></body></html>
"""
BREWERY = """<!DOCTYPE html><html><head><title>Fire at Haddon brewery</title></head><body><article>
<h1>Fire at Haddon brewery</h1>
<p>Editor's note, 3 March 2024: We now know that the kiln of the Haddon brewery was built by Voss and Son, not by Merrit
Brothers.</p>
<p>A fire damaged the Haddon brewery on Friday. The kiln, built by Merrit Brothers, had been inspected in May.</p>
</article></body></html>
"""
MAIL = """From: News desk <desk@orrin.example>
To: readers@orrin.example
Subject: Clarification
Date: Mon, 4 Mar 2024 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

In Saturday's report we wrote that 240 people live below the Orrin dam. About 420 people live there.
"""
COLUMN = """---
title: Corrections and clarifications
date: 2023-06-01
---
In our report of 20 May on the Welby school fire we wrote that the fire began in the kitchen. It began in \
the boiler room.

We said on 21 May that the mayor of Welby, Ann Rudd, earns 120,000 pounds a year. She earns 102,000 pounds.
"""


@pytest.fixture(scope="module")
def corrected(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("corrected")
    files = {
        "ferry.txt": FERRY,
        "bridge.md": BRIDGE,
        "fire.md": FIRE,
        "column.md": COLUMN,
        "dam.html": DAM,
        "brewery.html": BREWERY,
    }
    for name, text in (files | {"mail.eml": MAIL}).items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("index") / "index", cache=cache)
    rebuild_index(settings, [folder])
    engine = Engine.open(settings)
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("Who built the kiln of the Haddon brewery?", "Voss and Son", "Merrit Brothers"),
        ("How many people did the Two Brothers pick up?", "17", "21"),
        ("how old was the ferry Lady Moran", "38", "28"),
        ("When was the Orle bridge opened?", "1963", "1961"),
        ("where did the Welby school fire begin", "boiler room", "kitchen"),
        ("How much does the mayor of Welby earn?", "102,000", "120,000"),
        ("HOW MUCH DOES RAISING THE DAM AT ORRIN COST", "81 million pounds", "18 million"),
        ("how many people live below the Orrin dam?", "420", "240"),
    ],
)
def test_the_corrected_words_are_answered(corrected: Engine, question: str, right: str, wrong: str) -> None:
    answer = corrected.ask(question)
    assert answer.text is not None
    assert right in answer.text
    assert wrong not in " ".join([answer.text, *(other.text for other in answer.alternatives)])


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("How many classrooms did the fire at Welby school destroy?", "six"),
        ("How much do the repairs of the Orle bridge cost?", "4.2 million euros"),
        ("Where was the ferry Lady Moran built?", "Hollin"),
        ("By how many metres will the dam at Orrin be raised?", "four"),
    ],
)
def test_what_no_correction_takes_back_stays(corrected: Engine, question: str, right: str) -> None:
    answer = corrected.ask(question)
    assert right in (answer.text or "")
    assert answer.sure


def read(text: str, words: str, score: float) -> Reading:
    start = text.index(words)
    hit = Hit(Passage(text[:9], 0, 0, len(text), text), 0.5, 1)
    return Reading(hit, score, start, start + len(words), 0, len(text), {"evidence": score})


RUMOUR = read("They say that the regiment killed 60 sheep on the moor.", "60", 0.9)


@pytest.mark.parametrize(
    ("text", "words", "score", "first"),
    [
        ("We killed 4 sheep on the moor, not 60.", "4", 0.5, "4"),
        ("We killed 4 sheep rather than 60, the colonel wrote.", "4", 0.5, "4"),
        ("We killed 4 sheep on the moor, not 60.", "4", 0.3, "60"),
        ("We killed 4 sheep on the moor, not 40.", "4", 0.5, "60"),
        ("We killed 4 sheep and 60 hens on the moor.", "4", 0.5, "60"),
        ("It was not 4 sheep, as they say, but 60.", "4", 0.5, "60"),
    ],
)
def test_words_that_another_sentence_says_are_wrong_come_after_its_own(
    text: str, words: str, score: float, first: str
) -> None:
    other = read(text, words, score)
    found = without_corrected("How many sheep were killed?", [RUMOUR, other], [RUMOUR.hit, other.hit], {})
    assert [span_text(each) for each in found] == ([first, "60"] if first == "4" else ["60", "4"])
    assert [each.score for each in found] == [0.9, score]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The entry for 03:35 was read wrongly and should be 41.6.", "41.6"),
        ("The correct figure is 41.6.", "41.6"),
        ("The gauge should be at 41.6 by noon.", "41.9"),
    ],
)
def test_what_an_article_says_should_be_read_comes_first(text: str, first: str) -> None:
    whole = f"At 03:35 the level was 41.9 metres. {text}"
    start, second = whole.index("41.9"), whole.index("41.6")
    hit = Hit(Passage("log", 0, 0, len(whole), whole), 0.5, 1)
    end = whole.index(text) - 1
    wrong = Reading(hit, 0.8, start, start + 4, 0, end, {"evidence": 0.8})
    right = Reading(hit, 0.5, second, second + 4, end + 1, len(whole), {"evidence": 0.5})
    found = without_corrected("What was the level at 03:35?", [wrong, right], [hit], {})
    assert span_text(found[0]) == first
