"""Formats articles as references: APA, Chicago, BibTeX and CSL-JSON.

The formats follow the manuals for articles of newspapers and web sites. (citeproc-py 0.11 with the CSL styles was
tried: for articles without an author it repeats the title in APA, and writes "Edition" in Chicago.)
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from corpus.article import Article
from qa.types import Citation

Style = Literal["markdown", "apa", "chicago", "bibtex", "csl-json"]

_BETWEEN = re.compile(r"\s*;\s*|\s*,?\s+(?:and|&|und|et|y)\s+")
_BODIES = frozenset(
    "agency agencies bureau correspondent correspondents council desk editor editors foundation institute ministry "
    "news newsroom office press reporter reporters service society staff team times university wire".split()
)
"""Words of a byline that names an organisation."""
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
_ENDED = (".", "?", "!", "…")
_SPECIAL = {
    **{letter: f"\\{letter}" for letter in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, slots=True)
class Name:
    """The author of an article."""

    family: str
    """With particles: ``von der Leyen``; for an organisation, its whole name."""
    given: str = ""
    """Empty for an organisation, and for a person with a single name."""
    suffix: str = ""

    @property
    def initials(self) -> str:
        """The given names as APA abbreviates them: ``J.-P. M.``."""
        parts = ["-".join(f"{part[0]}." for part in name.split("-") if part) for name in self.given.split()]
        return " ".join(parts)


def names_of(author: str | None) -> list[Name]:
    """Parse the people and organisations of a byline.

    Args:
        author: As written in the article: ``Rowena Tallis and Jean-Paul van Eck``; may be None or empty.

    Returns:
        The names, in order. ``Tallis, Rowena`` is one person, ``Rowena Tallis, Bo Moore`` are two.
    """
    names = []
    for part in _BETWEEN.split(" ".join((author or "").split())):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if len(pieces) == 2 and " " not in pieces[0] and not _is_body(part):
            names.append(Name(pieces[0], pieces[1]))
        else:
            names += [_name(piece) for piece in pieces]
    return names


def references(cited: Iterable[Article | Citation], style: Style) -> str:
    """Format references, one for each article.

    Args:
        cited: Articles, or citations of them; an article cited twice is listed once.
        style: ``apa``, ``chicago``, ``bibtex`` or ``csl-json``; ``markdown`` gives APA references, as citations in
            Markdown are formatted by `qa.output.answer_markdown`.

    Returns:
        Text without a trailing newline, in the order given; a JSON list for ``csl-json``.
    """
    articles = list({article.article_id: article for article in cited}.values())
    if style == "csl-json":
        return json.dumps([_csl(article, key) for article, key in _keyed(articles)], ensure_ascii=False, indent=1)
    if style == "bibtex":
        return "\n\n".join(_bibtex(article, key) for article, key in _keyed(articles))
    return "\n".join(_chicago(article) if style == "chicago" else _apa(article) for article in articles)


def _name(text: str) -> Name:
    words = text.split()
    if len(words) < 2 or _is_body(text):
        return Name(text)
    suffix = words.pop() if words[-1].lower() in _SUFFIXES and len(words) > 2 else ""
    first = next((at for at, word in enumerate(words[1:-1], 1) if word[0].islower()), len(words) - 1)
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)


def _is_body(text: str) -> bool:
    return bool(_BODIES & {word.strip(".,").lower() for word in text.split()}) or any(map(str.isdigit, text))


def _apa(article: Article | Citation) -> str:
    """Publication Manual of the American Psychological Association, 7th edition, 2020, 10.1: newspaper articles."""
    names = [_apa_name(name) for name in names_of(article.author)]
    day = f"({_american(article.stated, year_first=True) if article.stated else 'n.d.'})."
    title = _ended(_plain(article.title))
    lead = [_ended(_listed(names, ", & ")), day, title] if names else [title, day]
    source = [_ended(_plain(article.source))] if article.source else []
    return " ".join([*lead, *source, *([article.url] if article.url else [])])


def _apa_name(name: Name) -> str:
    return ", ".join(part for part in (name.family, name.initials, name.suffix) if part)


def _chicago(article: Article | Citation) -> str:
    """The Chicago Manual of Style, 17th edition, 2017, 14.191 to 14.199: notes and bibliography, the bibliography."""
    names = names_of(article.author)
    authors = [" ".join(filter(None, (name.given, name.family, name.suffix))) for name in names]
    authors[:1] = [", ".join(filter(None, (name.family, name.given, name.suffix))) for name in names[:1]]
    title = f"“{_ended(_plain(article.title))}”"
    day = _american(article.stated) if article.stated else "n.d."
    if names:
        where = [_plain(article.source), day] if article.source else [day]
        parts = [_ended(_listed(authors, ", and ")), title, _ended(", ".join(where))]
    else:  # without an author, the publication comes first
        parts = [*([_ended(_plain(article.source))] if article.source else []), title, _ended(day)]
    return " ".join([*parts, *([_ended(article.url)] if article.url else [])])


def _listed(names: Sequence[str], last: str) -> str:
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _ended(text: str) -> str:
    return text if text.endswith(_ENDED) else f"{text}."


def _american(day: date, *, year_first: bool = False) -> str:
    return f"{day.year}, {day:%B} {day.day}" if year_first else f"{day:%B} {day.day}, {day.year}"


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _csl(article: Article | Citation, key: str) -> dict[str, Any]:
    """Format an article in the JSON of the Citation Style Language, version 1.0.2."""
    day = article.stated
    item: dict[str, Any] = {"id": key, "type": "article-newspaper", "title": _plain(article.title)}
    item |= {"author": [_csl_name(name) for name in names_of(article.author)]} if article.author else {}
    item |= {"container-title": _plain(article.source)} if article.source else {}
    item |= {"issued": {"date-parts": [[day.year, day.month, day.day]]}} if day else {}
    item |= {"URL": article.url} if article.url else {}
    return item | ({"language": article.language} if article.language else {})


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given, **({"suffix": name.suffix} if name.suffix else {})}


def _bibtex(article: Article | Citation, key: str) -> str:
    day = article.stated
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in names_of(article.author)),
        "title": f"{{{_escaped(_plain(article.title))}}}",
        "journal": _escaped(_plain(article.source)),
        "year": str(day.year) if day else "",
        "month": _MONTHS[day.month - 1] if day else "",
        "day": str(day.day) if day else "",
        "url": "".join(letter for letter in article.url or "" if letter not in "{}\\ "),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{key},", *lines, "}"])


def _bibtex_name(name: Name) -> str:
    if not name.given:
        return f"{{{_escaped(name.family)}}}"
    return ", ".join(_escaped(part) for part in (name.family, name.suffix, name.given) if part)


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def _keyed(articles: Sequence[Article | Citation]) -> list[tuple[Article | Citation, str]]:
    """Assign each article a unique key: ``tallis2021spy``."""
    taken: dict[str, int] = {}
    keyed: list[tuple[Article | Citation, str]] = []
    for article in articles:
        names = names_of(article.author)
        who = _letters(names[0].family if names else article.source or "")
        what = next((word for word in map(_letters, article.title.split()) if len(word) > 3), "article")
        key = f"{who}{article.stated.year if article.stated else ''}{what}"
        taken[key] = taken.get(key, 0) + 1
        keyed.append((article, key if taken[key] == 1 else f"{key}-{taken[key]}"))
    return keyed


def _letters(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]", "", spread.lower())
