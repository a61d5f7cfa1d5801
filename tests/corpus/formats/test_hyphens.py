"""Words cut at the ends of lines, in every format whose lines are kept or printed."""

from collections.abc import Callable

import pytest
from filemakers import pdf

from corpus.article import Article
from corpus.formats.hyphens import rejoin
from corpus.struck import as_said

LINES = (
    "The lorry was found on the road to the harbour on Satur-",
    "day with its lamps lit, and a well-",
    "known smuggler from Saint-",
    "Denis slept in it. His brother-",
    "in-law had paid thirty-",
    "seven crowns for the pre-",
    "and post-war stamps that the police found with-",
    "out help in the boot. It ran out with a self-",
    "made horn and a night-watch; the night-",
    "watch said so, and it was the war of 1939-",
    "45 that he meant.",
)
WHOLE = (
    "on Saturday with its lamps lit, and a well-known smuggler from Saint-Denis slept in it. His brother-in-law had "
    "paid thirty-seven crowns for the pre- and post-war stamps that the police found without help in the boot. "
    "It ran out with a self-made horn and a night-watch; the night-watch said so, and it was the war of 1939-45 that "
    "he meant."
)
SOURCES = {
    "a.txt": "\n".join(("The stamps", "", *LINES)),
    "a.md": "\n".join(("# The stamps", "", *LINES)),
    "a.eml": "Subject: Stamps\nContent-Type: text/plain\n\n" + "\n".join(LINES),
    "a.pdf": pdf("BT /F 11 Tf", *(f"1 0 0 1 72 {700 - 14 * at} Tm ({line}) Tj" for at, line in enumerate(LINES)), "ET"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_words_cut_at_line_ends_are_whole_and_compounds_keep_their_hyphens(
    article_of: Callable[..., Article], name: str
) -> None:
    assert WHOLE in " ".join(article_of(SOURCES[name], name).text.split())


def test_what_follows_a_rejoined_word_keeps_its_line_and_offset(article_of: Callable[..., Article]) -> None:
    text = article_of(SOURCES["a.txt"], "a.txt").text
    assert text.count("\n") == SOURCES["a.txt"].count("\n")
    assert all(text.index(words) == SOURCES["a.txt"].index(words) for words in ("with its lamps", "slept", "he meant"))


@pytest.mark.parametrize(
    "text", ["- one\n- two\n", "He said -\nwell", "A short line-\nbreak", "Tel. 12-\n13", "no cut\nat all"]
)
def test_what_is_no_cut_word_stays(text: str) -> None:
    assert rejoin(text) == text


@pytest.mark.parametrize("form", ["a.txt", "a.md", "a.eml"])
def test_composed_and_decomposed_accents_are_the_same_words(article_of: Callable[..., Article], form: str) -> None:
    head = "Content-Type: text/plain; charset=utf-8\n\n" if form == "a.eml" else ""
    article = article_of(
        f"{head}Bells\n\nBy Re\u0301gine Dvor\u030ca\u0301k, 22 April 2021\n\nZoe\u0308 rang.\n\n", form
    )
    assert as_said("Zoe\u0308 rang.") == "Zoë rang."
    assert ("Zoë rang." if form == "a.eml" else "Zoe\u0308 rang.") in article.text, "a file that is cited keeps its own"
    assert form == "a.eml" or article.author == "Régine Dvořák"
