"""Names of articles on the command line: completed, and told where they are not one."""

from itertools import islice

import click
from click.shell_completion import CompletionItem

from corpus.errors import QAError
from index.store.catalogue import ListedArticle
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import settings_of
from tui.text.safe import counted, one_line

_SHOWN = 10
"""Candidates told where a name may mean more."""
_MOST = 50
"""Names offered; more would scroll away."""


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


def complete_article(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the ids of articles that begin as what is typed does; none where there is no index."""
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
