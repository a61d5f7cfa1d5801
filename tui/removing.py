"""``qa remove``: take folders and articles out of the index."""

from dataclasses import asdict
from pathlib import Path

import click

from index.listing import ListedArticle
from qa.library import Removal, find_removal, remove
from tui.completion import complete_article
from tui.exits import ExitCode, notice
from tui.options import index_option, json_option, settings_of
from tui.plain import as_json_line, counted, one_line, short_path
from tui.progress_line import ProgressLine
from tui.rebuilding import summary_text

_SHOWN = 10
"""Candidates told where a name may mean more."""


@click.command("remove")
@click.argument("name", metavar="FOLDER|ARTICLE|URL", shell_complete=complete_article)
@index_option
@json_option
def remove_named(name: str, index_folder: Path | None, as_json: bool) -> int:
    """Leave a folder or an article out of the index; no file is deleted.

    ARTICLE is an id, a path, or part of a title that only one article has. The index remembers
    it, also when it is rebuilt, until `qa add` takes it back in.
    """
    settings = settings_of(index_folder)
    removal = find_removal(settings, name, Path.cwd())
    if not removal:
        return not_one(name, removal.candidates)
    line = ProgressLine()
    try:
        summary = remove(settings, removal, line)
    finally:
        line.clear()
    notice(f"Left out: {_described(removal)}. To take it back in: qa add")
    click.echo(as_json_line(asdict(summary)) if as_json else summary_text(summary, settings.index))
    return ExitCode.ANSWERED


def not_one(name: str, candidates: tuple[ListedArticle, ...]) -> int:
    """Say that a name means no article, or which ones it may mean.

    Args:
        name: What the person wrote.
        candidates: The articles it may mean.

    Returns:
        The exit code: 1 for none, 2 for several.
    """
    if not candidates:
        notice(f"No article is called {name}; qa list shows what there is.")
        return ExitCode.NOT_SAID
    notice(f"{name} may mean {counted(len(candidates), 'article')}; name one by its id:")
    for article in candidates[:_SHOWN]:
        notice(f"  {one_line(article.article_id)}  {one_line(article.title)}")
    if len(candidates) > _SHOWN:
        notice(f"  and {len(candidates) - _SHOWN:,} more")
    return ExitCode.USAGE


def _described(removal: Removal) -> str:
    if removal.articles:
        return ", ".join(f"{article.title} ({short_path(article.path)})" for article in removal.articles)
    return str(removal.source or removal.folder)
