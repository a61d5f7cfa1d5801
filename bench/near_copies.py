"""Near copies: are sentences that only a copy has found, and are repetitions absent from the first twenty?

Three hundred pairs are made with a fixed seed: a Wikinews article, and a copy of it by another paper,
which replaces common words and inserts one or two new sentences. All are in one index, which is asked
for each new sentence, and for each article by its title.
"""

import json
import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.support.data import wikinews
from bench.support.report import Options, Report, Table, at_least, at_most, script, shown
from corpus.article import Article
from index.settings import RetrievalSettings
from index.types import Hit
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.settings import Settings

_PAIRS = 300
_FIRST = 20
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SAID_ABOVE = 0.8
"""Minimum share of a passage's words in higher-ranked passages of the other article at which it repeats them."""
_CHANGED = 0.5
"""Share of the replaceable words that are replaced."""
_CHANGES = {
    "said": "stated", "told": "informed", "killed": "left dead", "began": "started", "also": "too", "many": "a lot of",
    "about": "around", "however": "yet", "people": "persons", "near": "close to", "over": "more than",
    "reported": "wrote", "because": "since", "several": "a number of", "including": "among them", "big": "large",
    "according": "going by", "died": "lost their lives", "police": "officers", "announced": "made known",
    "after": "following", "before": "ahead of", "while": "as", "large": "big", "show": "reveal", "new": "fresh",
}  # fmt: skip
_OWN = (
    ("{name}, {age}, of {place} was cut by glass and is being cared for at home.", "Who was cut by glass in {place}?"),
    ("The town of {place} has asked {name} to lead an inquiry of its own.", "Who leads the inquiry of {place}?"),
    ("{name} of the school in {place} sent the children home at noon.", "Who spoke for the school in {place}?"),
    ("In {place}, a bakery owned by {name} gave away {age} loaves.", "Who owns the bakery in {place}?"),
    ("A concert for those concerned is planned in {place} by {name}.", "Who plans a concert in {place}?"),
    ("{name}, a reader from {place}, filmed it all from a balcony.", "Who filmed it from a balcony in {place}?"),
    ("The library of {place} opens a show on it, put together by {name}.", "Who put together the show of {place}?"),
    ("A horse that belongs to {name} was found unharmed in {place}.", "Whose horse was found in {place}?"),
    ("{name}, who drives the bus to {place}, was the first to call for help.", "Who drives the bus to {place}?"),
    ("Our reporter {name} says {age} houses in {place} had no power.", "How many houses in {place} had no power?"),
)  # fmt: skip
_FIRST_NAMES = "Ada Bo Carl Dina Egil Fay Gus Hedda Ivo Jane Kim Lars Mia Nils Olga".split()
_LAST_NAMES = (
    "Quill Voss Marsh Lunn Abara Rao Brandt Crane Pell Soto Eide Ferro Balfour Prinn Hale Okoro Wynn Birk".split()
)
_BEGINNINGS = "Tol Kar Bru Fos Hal Mel Nor Ost Pil Ras Sul Tre Ulv Vin Yst".split()
_ENDINGS = "ne st by dal vik heim borg sund torp hus mark lund rud set nes eng vold stad bo lo".split()


@dataclass(frozen=True, slots=True)
class Own:
    """A sentence that only the copy has."""

    copy: str
    """The copy's id."""
    sentence: str
    question: str


def pairs(originals: Sequence[Article]) -> tuple[list[Article], list[Own]]:
    """Make a copy of each article, two of the first ones, and the sentences that only it has.

    Args:
        originals: The articles.

    Returns:
        The copies, and their own sentences.
    """
    chance = random.Random(19)  # noqa: S311 - nothing secret
    places = [beginning + ending for beginning in _BEGINNINGS for ending in _ENDINGS]
    copies, own = [], []
    for at in range(_PAIRS):
        original = originals[at % len(originals)]
        sentences = [_reworded(each, chance) for each in _SENTENCE.split(original.text)]
        for turn in range(1 + at % 2):
            written, asked = _OWN[(at + 3 * turn) % len(_OWN)]
            name = f"{chance.choice(_FIRST_NAMES)} {chance.choice(_LAST_NAMES)}"
            place = places[(at + 150 * turn) % len(places)]
            sentence = written.format(name=name, place=place, age=chance.randint(11, 99))
            own.append(Own(f"copy-{at:03}", sentence, asked.format(place=place)))
            sentences.insert(chance.randint(1, len(sentences)), sentence)
        copies.append(_copy(original, f"copy-{at:03}", " ".join(sentences)))
    return copies, own


def _reworded(sentence: str, chance: random.Random) -> str:
    def other(found: re.Match[str]) -> str:
        word = found[0]
        return _CHANGES[word] if word in _CHANGES and chance.random() < _CHANGED else word

    return re.sub(r"[a-z]+", other, sentence)


def _copy(original: Article, article_id: str, text: str) -> Article:
    day = original.published and original.published + timedelta(days=1)
    return Article(article_id, original.title, f"{article_id}.txt", text, article_id, day)


def measure(options: Options) -> Report:
    """Index the pairs and ask."""
    originals = wikinews(options.data)
    copies, own = pairs(originals)
    said = {each.copy: [other.sentence for other in own if other.copy == each.copy] for each in own}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(index=Path(folder, "index"), cache=options.cache, retrieval=RetrievalSettings(k=_FIRST))
        _write([*originals, *copies], Path(folder, "articles"))
        rebuild_index(settings, [Path(folder, "articles")])
        engine = Engine.open(settings)
        missed = [each for each in own if not _found(each, engine.retrieve(each.question, _FIRST))]
        asked = [each.question for each in own] + [original.title for original in originals]
        ranked = [engine.retrieve(question, _FIRST) for question in asked]
        engine.close()
    again = [[hit for hit in hits if _is_again(hit, hits, said)] for hits in ranked]
    shown_hits = sum(map(len, ranked))
    table = tuple((each.copy, each.question, each.sentence) for each in missed[:10])
    return Report(
        figures=(
            at_least("own sentences of a copy found in the first 20", 1 - len(missed) / len(own), 0.98, digits=3),
            at_most("duplicates among the first 20", sum(map(len, again)) / shown_hits, 0.01, digits=4),
            shown("own sentences asked for", len(own), digits=0),
        ),
        notes=(
            f"{_PAIRS} pairs made of {len(originals)} Wikinews articles. A duplicate is a passage without an own "
            f"sentence of which passages of the other article above it say {_SAID_ABOVE:.0%} of the words.",
        ),
        tables=(Table(("copy", "not found", "own sentence"), table),) if table else (),
    )


def _write(articles: Sequence[Article], folder: Path) -> None:
    folder.mkdir()
    for source in ("wikinews", "copy"):
        rows = [
            {
                "id": article.article_id,
                "title": article.title,
                "text": article.text,
                "date": str(article.published or ""),
            }
            for article in articles
            if article.article_id.startswith(source)
        ]
        written = "".join(f"{json.dumps(row)}\n" for row in rows)
        Path(folder, f"{source}.jsonl").write_text(written, encoding="utf-8")


def _found(own: Own, hits: Sequence[Hit]) -> bool:
    return any(own.sentence in " ".join(hit.passage.text.split()) for hit in hits)


def _is_again(hit: Hit, hits: Sequence[Hit], said: dict[str, list[str]]) -> bool:
    """Return whether a hit only repeats higher-ranked hits of the other articles of its pair."""
    mine = _id(hit)
    text = " ".join(hit.passage.text.split())
    if hit.story is None or any(sentence in text for sentence in said.get(mine, ())):
        return False
    above = [each for each in hits[: hit.rank - 1] if each.story == hit.story and _id(each) != mine]
    words_above = {word for other in above for word in _words(other.passage.text)}
    words = _words(text)
    return bool(above) and sum(word in words_above for word in words) >= _SAID_ABOVE * len(words)


def _id(hit: Hit) -> str:
    return re.sub(r".*\b((?:copy|wikinews)-\d+).*", r"\1", hit.passage.article_id)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


if __name__ == "__main__":
    script(measure, __doc__)
