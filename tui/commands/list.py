"""``qa list``: lists the indexed articles."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import get_args

import click

from index.filters import Filter
from index.store.catalogue import ListedArticle, Order, list_articles, open_articles
from qa.output.article_json import described, listed_json
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.formats import Form, format_options
from tui.commands.options import filter_options, index_option, settings_of
from tui.text.links import linked
from tui.text.safe import as_json_line, counted, one_line
from tui.text.tables import csv_lines, markdown_lines

_BLOCK = 200
"""Lines printed together: a compromise between a fast first line and a fast whole list."""
_COLUMNS = ("date", "language", "title", "source", "author", "id")
_HEAD = 2
"""Lines of a Markdown table before its first row."""


@click.command("list", epilog="Example: qa list --source reuters --since 2021 --csv")
@click.option(
    "--sort", "order", type=click.Choice(get_args(Order)), default="date", show_default=True, help="Sort order."
)
@click.option("--reverse", is_flag=True, help="Reverse the order: oldest first, Z before A.")
@format_options
@filter_options
@index_option
def list_all(where: Filter, order: Order, reverse: bool, index_folder: Path | None, form: Form) -> int:
    """List the indexed articles: date, language, title, source, author and id.

    Exits 1 if none matches the filters. --json prints one object a line.
    """
    settings = settings_of(index_folder)
    count = 0
    with open_articles(settings.index) as store:
        articles = list_articles(store, where, order, reverse=reverse)
        for block in _blocks(articles):
            click.echo("\n".join(_lines(block, form, first=not count)))
            count += len(block)
    if form == "text":
        notice(f"{counted(count, 'article')}.")
    return ExitCode.ANSWERED if count else ExitCode.NO_RESULT


def _blocks(articles: Iterator[ListedArticle]) -> Iterator[list[ListedArticle]]:
    while block := list(islice(articles, _BLOCK)):
        yield block


def _lines(articles: list[ListedArticle], form: Form, *, first: bool) -> Iterator[str]:
    """Format some articles; only the first block has a table head."""
    if form == "json":
        return (as_json_line(listed_json(article)) for article in articles)
    if form == "csv":
        rows = [described(article) for article in articles]
        return islice(csv_lines(rows[0], (row.values() for row in rows)), 0 if first else 1, None)
    if form == "md":
        table = markdown_lines(_COLUMNS, map(_cells, articles))
        return islice(table, 0 if first else _HEAD, None)
    return map(_line, articles)


def _cells(article: ListedArticle) -> tuple[str | None, ...]:
    day = article.stated.isoformat() if article.stated else None
    return day, article.language, article.title, article.source, article.author, article.article_id


def _line(article: ListedArticle) -> str:
    day = article.stated.isoformat() if article.stated else "-"
    text = one_line(" · ".join(part for part in (article.title, article.source, article.author) if part))
    language, name = one_line(article.language or "-"), click.style(one_line(article.article_id), dim=True)
    return f"{day:<10}  {language:<2}  {text}  {linked(name, article.path, article.row)}"
