"""Names of articles on the command line: completion, and messages for unknown or ambiguous names."""

from itertools import islice

import click
from click.shell_completion import CompletionItem

from corpus.errors import QAError
from index.store.catalogue import ListedArticle
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import settings_of
from tui.text.safe import counted, one_line

_SHOWN = 10
"""Candidates listed for an ambiguous name."""
_MOST = 50
"""Maximum number of completions."""


def not_one(name: str, candidates: tuple[ListedArticle, ...]) -> int:
    """Report that a name matches no article, or several.

    Args:
        name: The name as typed.
        candidates: The matching articles.

    Returns:
        The exit code: 1 for none, 2 for several.
    """
    if not candidates:
        notice(f"No article matches {name}; qa list shows all articles.")
        return ExitCode.NO_RESULT
    notice(f"{name} matches {counted(len(candidates), 'article')}; use an id:")
    for article in candidates[:_SHOWN]:
        notice(f"  {one_line(article.article_id)}  {one_line(article.title)}")
    if len(candidates) > _SHOWN:
        notice(f"  and {len(candidates) - _SHOWN:,} more")
    return ExitCode.USAGE


def complete_article(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Complete ids of articles; empty if there is no index."""
    from index.store.catalogue import list_articles, open_articles

    try:
        with open_articles(settings_of(ctx.params.get("index_folder")).index) as store:
            fitting = (article for article in list_articles(store) if article.article_id.startswith(incomplete))
            return [
                CompletionItem(article.article_id, help=one_line(article.title))
                for article in islice(fitting, _MOST)
                if article.article_id == one_line(article.article_id)
            ]
    except QAError:
        return []
