"""``qa completion``: the script that makes a shell complete ``qa``."""

from itertools import islice

import click
from click.shell_completion import CompletionItem, get_completion_class

from corpus.errors import QAError
from tui.exits import ExitCode
from tui.options import settings_of
from tui.plain import one_line

_MOST = 50
"""Names offered; more would scroll away."""


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script of SHELL.

    For bash, put  eval "$(qa completion bash)"  in ~/.bashrc.
    """
    from tui.cli import qa

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"{shell} is not known.")
    click.echo(kind(qa, {}, "qa", "_QA_COMPLETE").source())
    return ExitCode.ANSWERED


def complete_article(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the ids of articles that begin as what is typed does; none where there is no index."""
    from index.listing import list_articles, open_articles

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
