"""``qa show``: shows one article with the line numbers that citations use."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from corpus.article import Article, Passage, line_at, place_at
from corpus.fetch_record import read_fetched
from index.store.catalogue import named_articles, open_articles, passages_of
from index.store.times import times_in_article
from index.stories.related import RelatedFinder
from index.types import RelatedArticles
from qa.locations import desk_file
from qa.output.article_json import article_json
from qa.output.references import Style, references
from tui.commands.article_names import complete_article, not_one
from tui.commands.exit_codes import ExitCode
from tui.commands.options import index_option, json_option, settings_of
from tui.commands.styles import style_option
from tui.text.safe import as_json_line, counted, harmless, long_date, one_line
from tui.text.sources import related_line

_LINE_END = re.compile(r"\r\n|\n|\r")


@click.command()
@click.argument("name", metavar="ARTICLE", shell_complete=complete_article)
@click.option("--passages", "with_passages", is_flag=True, help="Show its passages instead of its lines.")
@style_option
@index_option
@json_option
def show(name: str, with_passages: bool, style: Style | None, index_folder: Path | None, as_json: bool) -> int:
    """Show ARTICLE as indexed: its metadata, and its text with line numbers.

    ARTICLE is an id, a path, an address, or part of a title that only one article has. Exits 1
    if there is none, 2 if there are several, which are listed.
    """
    settings = settings_of(index_folder)
    with open_articles(settings.index) as store:
        matching = named_articles(store, name, Path.cwd())
        article = store.article(matching[0].article_id) if len(matching) == 1 else None
        if article is None:
            return not_one(name, tuple(matching))
        passages = passages_of(store, article)
        related = RelatedFinder(store, None).related([article.article_id])[article.article_id]
        times = times_in_article(store, article) if as_json else ()
        notes = list(_notes(article)) if not as_json and desk_file().is_file() else []
    if style is not None:
        click.echo(harmless(references([article], style)))
        return ExitCode.ANSWERED
    if as_json:
        cut, fetched = passages if with_passages else None, read_fetched(Path(article.path))
        click.echo(as_json_line(article_json(article, related, times, fetched, cut)))
        return ExitCode.ANSWERED
    body = _cut(article, passages) if with_passages else _numbered(article)
    lines = [*_head(article, related, len(passages)), *notes, "", *body]
    if sys.stdout.isatty():
        click.echo_via_pager("\n".join(lines))
    else:
        click.echo("\n".join(lines))
    return ExitCode.ANSWERED


def _head(article: Article, related: RelatedArticles, passages: int) -> Iterator[str]:
    dated = f"{long_date(article.published)} ({article.date_from or 'as stated'})" if article.published else None
    fetched = read_fetched(Path(article.path))
    fields = {
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": dated,
        "modified": article.modified and long_date(article.modified),
        "language": article.language,
        "url": article.url,
        "file": f"{article.path}{f':{article.row}' if article.row else ''}",
        "fetched": fetched and f"{fetched.fetched[:16].replace('T', ' ')} UTC from {fetched.final_url}",
        "id": article.article_id,
        "length": f"{counted(len(article.text), 'character')}, {counted(passages, 'passage')}",
    }
    for name, value in fields.items():
        if value:
            yield f"{click.style(f'{name:<10}', dim=True)}{one_line(str(value))}"
    for relation, other in related:
        yield f"{click.style(f'{relation:<10}', dim=True)}{related_line(other)}"


def _notes(article: Article) -> Iterator[str]:
    desk = desk_file()
    if not desk.is_file():
        return
    from qa.desk.notes.store import open_notes  # only if there are notes

    with open_notes(desk) as notes:
        notes_ = notes.on(article)
    for kept, place in notes_:
        where = f"line {place.line}: " if place.line else ""
        name = f"note {kept.note_id}"
        yield f"{click.style(f'{name:<10}', dim=True)}{where}{one_line(kept.text)}"


def _numbered(article: Article) -> Iterator[str]:
    lines = _LINE_END.split(article.text)
    width = len(str(len(lines)))
    for number, line in enumerate(lines, start=1):
        yield f"{click.style(f'{number:>{width}}', dim=True)}  {harmless(line)}".rstrip()


def _cut(article: Article, passages: list[Passage]) -> Iterator[str]:
    for passage in passages:
        place = place_at(article.marks, passage.start)
        where = [f"passage {passage.ordinal}", f"line {line_at(article.text, passage.start, article.row)}"]
        where += [one_line(place)] if place else []
        where.append(f"characters {passage.start:,} to {passage.end:,}")
        yield click.style(", ".join(where), dim=True)
        yield from (harmless(line) for line in _LINE_END.split(passage.text))
        yield ""
