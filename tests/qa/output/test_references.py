"""References: as the manuals write them, and as programs read them."""

import importlib.util
import json
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from corpus.article import Article
from qa.output.references import Name, Style, names_of, references

PAPER = Article(
    "a.md",
    "In Texas, Ad Heats Up Race for Governor",
    "/a.md",
    "text",
    "0",
    date(2002, 7, 30),
    "New York Times",
    "Jean-Paul van Eck and Rowena Tallis",
    "https://times.example/texas",
)
BARE = Article("b.md", "Who pays?", "/b.md", "text", "0")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        (None, []),
        ("", []),
        ("Rowena Tallis", [Name("Tallis", "Rowena")]),
        ("Tallis, Rowena", [Name("Tallis", "Rowena")]),
        ("Rowena Tallis, Bo Moore and Al Ng", [Name("Tallis", "Rowena"), Name("Moore", "Bo"), Name("Ng", "Al")]),
        ("Ursula von der Leyen; Pelé", [Name("von der Leyen", "Ursula"), Name("Pelé")]),
        ("Martin Luther King Jr.", [Name("King", "Martin Luther", "Jr.")]),
        ("Associated Press", [Name("Associated Press")]),
        ("BBC News & Bo Moore", [Name("BBC News"), Name("Moore", "Bo")]),
        ("Staff reporter, London", [Name("Staff reporter"), Name("London")]),
    ],
)
def test_a_byline_names_people_and_bodies(author: str | None, names: Any) -> None:
    assert names_of(author) == names


def test_apa_is_as_its_manual_has_it() -> None:
    assert references([PAPER], "apa") == (
        "van Eck, J.-P., & Tallis, R. (2002, July 30). In Texas, Ad Heats Up Race for Governor. New York Times. "
        "https://times.example/texas"
    )
    assert references([BARE], "apa") == "Who pays? (n.d.)."


def test_chicago_is_as_its_manual_has_it() -> None:
    assert references([PAPER], "chicago") == (
        "van Eck, Jean-Paul, and Rowena Tallis. “In Texas, Ad Heats Up Race for Governor.” New York Times, "
        "July 30, 2002. https://times.example/texas."
    )
    unsigned = replace(PAPER, author=None, url=None)
    assert references([unsigned], "chicago") == (
        "New York Times. “In Texas, Ad Heats Up Race for Governor.” July 30, 2002."
    )
    assert references([BARE], "chicago") == "“Who pays?” n.d."


def test_three_authors_are_all_named() -> None:
    three = replace(PAPER, author="Rowena Tallis, Bo Moore, Al Ng", url=None)
    assert references([three], "apa").startswith("Tallis, R., Moore, B., & Ng, A. (2002, July 30).")
    assert references([three], "chicago").startswith("Tallis, Rowena, Bo Moore, and Al Ng. “In Texas")


def test_a_files_own_time_is_no_date() -> None:
    assert "(n.d.)" in references([replace(PAPER, date_from="file time")], "apa")


def test_csl_json_has_what_reference_managers_read() -> None:
    (payload,) = json.loads(references([PAPER], "csl-json"))
    assert payload["issued"] == {"date-parts": [[2002, 7, 30]]}
    assert payload["author"][0] == {"family": "van Eck", "given": "Jean-Paul"}
    assert (payload["type"], payload["container-title"], payload["URL"]) == (
        "article-newspaper",
        "New York Times",
        PAPER.url,
    )
    assert json.loads(references([BARE], "csl-json")) == [
        {"id": "pays", "type": "article-newspaper", "title": "Who pays?"}
    ]


def test_an_article_is_written_once_and_every_key_is_its_own() -> None:
    again = replace(PAPER, article_id="c.md")
    keys = [entry["id"] for entry in json.loads(references([PAPER, again, PAPER], "csl-json"))]
    assert keys == ["vaneck2002texas", "vaneck2002texas-2"]


def test_bibtex_is_read_by_another_program() -> None:
    if importlib.util.find_spec("pybtex") is None:
        pytest.skip("pybtex is not installed")
    from pybtex.database import parse_string

    hostile = replace(
        PAPER,
        article_id="h",
        title="50 % of {all} \\evil~ & #1_$^",
        author="Associated Press",
        url="https://x.example/}{",
    )
    read = parse_string(references([PAPER, hostile, BARE], "bibtex"), "bibtex").entries
    entry = read["vaneck2002texas"]
    assert [str(person) for person in entry.persons["author"]] == ["van Eck, Jean-Paul", "Tallis, Rowena"]
    assert entry.fields["title"] == "{In Texas, Ad Heats Up Race for Governor}"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2002", "July", "30")
    other = read["associatedpress2002evil"]
    assert [person.last_names for person in other.persons["author"]] == [["{Associated Press}"]]
    assert other.fields["url"] == "https://x.example/"
    assert other.fields["title"].startswith("{50 \\% of \\{all\\}")
    assert len(read) == 3


@pytest.mark.parametrize("style", get_args(Style))
def test_nothing_cited_is_nothing_written(style: Style) -> None:
    assert references([], style) == ("[]" if style == "csl-json" else "")
