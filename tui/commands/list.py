"""``qa list``: the articles that are indexed."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import get_args

import click

from index.filters import Filter
from index.store.catalogue import ListedArticle, Order, list_articles, open_articles
from qa.output.article_json import listed_json
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import filter_options, index_option, json_option, settings_of
from tui.text.safe import as_json_line, counted, one_line

_BLOCK = 200
"""Lines written together: soon on the screen, and quick for a hundred thousand."""


@click.command("list")
@click.option(
    "--sort", "order", type=click.Choice(get_args(Order)), default="date", show_default=True, help="What to sort by."
)
@click.option("--reverse", is_flag=True, help="Turn the order round: the oldest first, Z before A.")
@filter_options
@index_option
@json_option
def list_all(where: Filter, order: Order, reverse: bool, index_folder: Path | None, as_json: bool) -> int:
    """List the indexed articles: date, language, title, source, author and id.

    Exits 1 if none is as the filters say. --json prints one object a line.
    """
    settings = settings_of(index_folder)
    count = 0
    with open_articles(settings.index) as store:
        found = list_articles(store, where, order, reverse=reverse)
        lines = (_line(article, as_json=as_json) for article in found)
        for block in _blocks(lines):
            click.echo("\n".join(block))
            count += len(block)
    if not as_json:
        notice(f"{counted(count, 'article')}.")
    return ExitCode.ANSWERED if count else ExitCode.NOT_SAID


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    while block := list(islice(lines, _BLOCK)):
        yield block


def _line(article: ListedArticle, *, as_json: bool) -> str:
    if as_json:
        return as_json_line(listed_json(article))
    day = article.stated.isoformat() if article.stated else "-"
    told = one_line(" · ".join(part for part in (article.title, article.source, article.author) if part))
    language, name = one_line(article.language or "-"), click.style(one_line(article.article_id), dim=True)
    return f"{day:<10}  {language:<2}  {told}  {name}"
