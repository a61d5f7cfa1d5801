"""How often the date of an article is right, missing and wrong, by kind of file.

Two collections with known dates: Wikinews, and a sample of news articles, which are read in place
and written to temporary folders only. Each article is written as it came, without any metadata, and
then in common kinds of files: web pages, Markdown, text and exports, with the date in the notations
typical of these, and with dates that are not the article's (a later change, a copyright line,
related stories). A date counts as visible if a rule that knows it, but is independent of the
extraction, finds it in the file.
"""

import json
import os
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path

from bench.support.data import rows
from bench.support.report import Options, Report, Table, at_least, at_most, script, shown
from corpus.article import Article
from corpus.draft import Draft
from corpus.files import SourceFile
from corpus.loading import Loader
from corpus.metadata.attribution import FileFacts, attribute
from corpus.settings import LoadingSettings

_NEWS = 300
_HEAD = 12
"""Lines at the head of an article in which a written date counts as visible."""
_FOOT = 3
"""The same at its foot."""
_LINE = 120
"""Maximum length of a line that is not prose, in characters: a date in a longer one is that of an event."""
_MONTHS = "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%b. %d, %Y"


@dataclass(frozen=True, slots=True)
class Known:
    """An article and the day it was published."""

    title: str
    text: str
    url: str
    day: date


def measure(options: Options) -> Report:
    """Write the files, read them and compare the dates."""
    collections = {"wikinews": list(_wikinews(options.data)), "news": _news(options.data)}
    table: list[tuple[str, ...]] = []
    bare: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    for name, articles in collections.items():
        for form, write in _FORMS.items():
            counts = _counted(articles, write)
            table.append((name, form, *(str(counts[key]) for key in ("visible", "right", "missing", "wrong"))))
            (bare if form == _BARE else stated).update(counts)
    every, speed = _everything(options.data)
    table.append(("news, all", _BARE, *(str(every[key]) for key in ("visible", "right", "missing", "wrong"))))
    return Report(
        figures=(
            at_least("dates right where visible, no metadata", 100 * bare["right"] / bare["visible"], 95, "%", 1),
            at_most("dates wrong, no metadata, of all articles", 100 * bare["wrong"] / bare["articles"], 1, "%"),
            at_least(
                "dates right where visible, files of all kinds", 100 * stated["right"] / stated["visible"], 95, "%", 1
            ),
            at_most("dates wrong, files of all kinds", 100 * stated["wrong"] / stated["articles"], 1, "%"),
            at_least(
                "dates right where visible, no metadata, all news", 100 * every["right"] / every["visible"], 95, "%", 1
            ),
            at_most("dates wrong, no metadata, of all news", 100 * every["wrong"] / every["articles"], 1, "%"),
            shown("articles dated and their language told, one core", speed, "a second", 0),
        ),
        notes=(
            f"{', '.join(f'{len(articles)} of {name}' for name, articles in collections.items())}. Without metadata, a "
            f"date is visible if one of its written forms, with the year, stands in one of the first {_HEAD} or last "
            f"{_FOOT} lines of under {_LINE} characters, and is not said to be that of a change. Right is right and "
            "visible; wrong is counted among all articles, whether or not the date shows. The news articles' known "
            "days are those of their addresses; some of their texts show another. One Wikinews article has no text but "
            "its date, and is no article without it. Seconds are those of the processor.",
        ),
        tables=(Table(("", "written as", "visible", "right", "missing", "wrong"), tuple(table)),),
    )


def _wikinews(data: Path) -> Iterator[Known]:
    for row in rows(data, "wikinews"):
        yield Known(row["title"], row["text"], row["url"], date.fromisoformat(row["date"]))


def _everything(data: Path) -> tuple[Counter[str], float]:
    """Date every news article from its text alone, and count the articles a second on one core."""
    counts: Counter[str] = Counter()
    seconds = 0.0
    today = datetime.now(UTC).date()
    for known in _all_news(data):
        draft = Draft(f"{known.title}\n\n{known.text}", "text", title=known.title, body=len(known.title))
        begun = time.process_time()
        found = attribute(draft, FileFacts("", None), today).published
        seconds += time.process_time() - begun
        is_visible = _shows(known)
        counts["articles"] += 1
        counts["visible"] += is_visible
        counts["right"] += is_visible and found == known.day
        counts["missing"] += is_visible and found is None
        counts["wrong"] += found is not None and found != known.day
    return counts, counts["articles"] / seconds


def _all_news(data: Path) -> Iterator[Known]:
    for row in rows(data, "news_articles"):
        if row["text"].strip():
            yield Known(row["title"], row["text"], row["url"], date.fromisoformat(row["date"].replace("/", "-")))


def _news(data: Path) -> list[Known]:
    found = list(_all_news(data))
    return random.Random(20).sample(found, min(_NEWS, len(found)))  # noqa: S311 - nothing secret


def _counted(articles: list[Known], write: Callable[[Known, random.Random], tuple[str, str]]) -> Counter[str]:
    """Write articles in one format, read them as a rebuild does, and count the results."""
    choose = random.Random(20)  # noqa: S311 - nothing secret
    counts: Counter[str] = Counter(articles=len(articles))
    with tempfile.TemporaryDirectory() as folder, Loader(LoadingSettings()) as loader:
        for number, known in enumerate(articles):
            name, content = write(known, choose)
            path = Path(folder, f"{number:03}{name}")
            path.write_text(content, encoding="utf-8")
            os.utime(path, (0, 0))
            (article,) = loader.load(SourceFile(path, path.parent))
            found = article.stated if isinstance(article, Article) else None
            is_visible = write is not _bare or _shows(known)
            counts["visible"] += is_visible
            counts["right"] += is_visible and found == known.day
            counts["missing"] += is_visible and found is None
            counts["wrong"] += found is not None and found != known.day
    return counts


def _shows(known: Known) -> bool:
    """Return whether the text shows its date, by searching for the known date in its written forms."""
    lines = [line for line in known.text.replace("\xa0", " ").splitlines() if line.strip()]
    written = {known.day.strftime(form) for form in (*_MONTHS, "%Y-%m-%d")}
    written |= {re.sub(r"\b0(\d)", r"\1", each) for each in written}
    places = (
        line[: line.index(each)].casefold()
        for line in lines[:_HEAD] + lines[-_FOOT:]
        if len(line) < _LINE
        for each in written
        if each in line
    )
    return any(not before.rstrip(" :").endswith(("updated", "modified", "corrected")) for before in places)


def _bare(known: Known, choose: random.Random) -> tuple[str, str]:
    del choose
    return ".txt", f"{known.title}\n\n{known.text}"


def _stamp(known: Known, choose: random.Random) -> str:
    """Format a time of the day in ISO 8601; late in the west it is the next day in UTC."""
    time = choose.choice(("T23:30:00-05:00", "T00:15:00+11:00", "T10:00:00Z", "T07:30:00.123+01:00", " 10:00:00", ""))
    return f"{known.day.isoformat()}{time}"


def _printed(known: Known, choose: random.Random) -> str:
    """Format a day as newspapers do."""
    form = choose.choice((*_MONTHS, "%A, %B %d, %Y", "%A %d %B %Y", "%d %B %Y 09.15 BST", "%B %d, %Y at 4:30 p.m. ET"))
    return known.day.strftime(form)


def _later(known: Known) -> date:
    return known.day + timedelta(days=3)


def _text(known: Known, choose: random.Random) -> tuple[str, str]:
    """Write a pasted page: headline, byline, date, text, and the page's copyright line."""
    day, later = _printed(known, choose), _later(known).strftime("%d %B %Y")
    head = choose.choice(
        (
            f"By Jane Doe, Staff Writer\n{day}",
            f"Published {day}\nUpdated {later}",
            f"By JANE DOE and JOHN ROE | {day}",
            f"First published on {day} | Last modified on {later}",
            f"Source: The Gazette\nDate: {known.day.isoformat()}",
            day,
        )
    )
    return ".txt", f"{known.title}\n\n{head}\n\n{_undated(known)}\n\nCopyright {_later(known).year + 1} The Gazette\n"


def _dateline(known: Known, choose: random.Random) -> tuple[str, str]:
    """Write an agency's text; half of them have no year in the dateline, and a line with a later change."""
    text, month = _undated(known).lstrip(), known.day.strftime("%B %d")
    if choose.random() < 0.5:
        return ".txt", f"{known.title}\n\nLONDON, {month}, {known.day.year} (Reuters) - {text}"
    return ".txt", f"{known.title}\nUpdated {_later(known).isoformat()}\n\nLONDON, {month} (Reuters) - {text}"


def _undated(known: Known) -> str:
    """Remove a date that the text already shows, so that it has only the written one."""
    lines = known.text.splitlines()
    return "\n".join(line for line in lines if len(line) > 80 or not re.search(r"\b(?:19|20)\d\d\b", line))


def _page(known: Known, head: str, shown_date: str) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in _undated(known).splitlines() if line.strip())
    other = (known.day - timedelta(days=40)).isoformat()
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{escape(known.title)} | Gazette</title>{head}</head><body>"
        f'<nav><a href="/">Home</a></nav><article><h1>{escape(known.title)}</h1>{shown_date}{paragraphs}</article>'
        f'<div class="related-stories"><a href="/b">Another story</a><time datetime="{other}">{other}</time></div>'
        f"<footer>© {known.day.year + 1} The Gazette</footer></body></html>"
    )


def _linked_page(known: Known, choose: random.Random) -> tuple[str, str]:
    node = {
        "@type": choose.choice(("NewsArticle", "Article", "BlogPosting")),
        "headline": known.title,
        "datePublished": _stamp(known, choose),
        "dateModified": _later(known).isoformat(),
    }
    data: object = choose.choice((node, [{"@type": "BreadcrumbList"}, node], {"@graph": [{"@type": "WebSite"}, node]}))
    return ".html", _page(known, f'<script type="application/ld+json">{json.dumps(data)}</script>', "")


def _meta_page(known: Known, choose: random.Random) -> tuple[str, str]:
    named = choose.choice(
        ('property="article:published_time"', 'name="pubdate"', 'name="DC.date.issued"', 'itemprop="datePublished"')
    )
    changed = f'<meta property="article:modified_time" content="{_later(known).isoformat()}">'
    return ".html", _page(known, f'{changed}<meta {named} content="{_stamp(known, choose)}">', "")


def _shown_page(known: Known, choose: random.Random) -> tuple[str, str]:
    day = _printed(known, choose)
    element = choose.choice(
        (
            f'<time datetime="{known.day.isoformat()}">{day}</time>',
            f'<p class="article-date">Published: {day} | Updated: {_later(known):%d %B %Y}</p>',
            f'<div class="byline">By Jane Doe | {day}</div>',
            f'<span class="timestamp">{day}</span><span class="update-date">{_later(known):%d %B %Y}</span>',
        )
    )
    return ".html", _page(known, "", element)


def _addressed_page(known: Known, choose: random.Random) -> tuple[str, str]:
    path = known.day.strftime(choose.choice(("%Y/%m/%d/story", "news/%Y-%m-%d-story", "world/%Y/%b/%d/story"))).lower()
    return ".html", _page(known, f'<link rel="canonical" href="https://gazette.example/{path}">', "")


def _markdown(known: Known, choose: random.Random) -> tuple[str, str]:
    key = choose.choice(("date", "published", "pubdate"))
    return ".md", f'---\n{key}: "{_stamp(known, choose)}"\nupdated: {_later(known)}\n---\n\n{_undated(known)}\n'


def _export(known: Known, choose: random.Random) -> tuple[str, str]:
    fields = {"title": known.title, "text": _undated(known), "date": choose.choice((_stamp, _printed))(known, choose)}
    return ".jsonl", json.dumps(fields) + "\n"


_BARE = "text as it came"
_FORMS: dict[str, Callable[[Known, random.Random], tuple[str, str]]] = {
    _BARE: _bare,
    "text with a date line": _text,
    "text with a dateline": _dateline,
    "page, JSON-LD": _linked_page,
    "page, meta": _meta_page,
    "page, date shown": _shown_page,
    "page, dated address": _addressed_page,
    "Markdown": _markdown,
    "JSON lines": _export,
}


if __name__ == "__main__":
    script(measure, __doc__)
