"""``qa remove``: removes folders and articles from the index."""

from pathlib import Path

import click

from qa.library.contents import Removal, find_removal, remove
from qa.output.rebuild_json import rebuild_json
from tui.commands.article_names import complete_article, not_one
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.follow_notices import report_changes
from tui.commands.options import index_option, json_option, settings_of
from tui.commands.progress_line import ProgressLine
from tui.text.safe import as_json_line, short_path
from tui.text.summaries import summary_text


@click.command("remove")
@click.argument("name", metavar="FOLDER|ARTICLE|URL", shell_complete=complete_article)
@index_option
@json_option
def remove_named(name: str, index_folder: Path | None, as_json: bool) -> int:
    """Remove a folder or an article from the index; no file is deleted.

    ARTICLE is an id, a path, or part of a title that only one article has. It stays
    removed, also after a rebuild, until `qa add` adds it again.
    """
    settings = settings_of(index_folder)
    removal = find_removal(settings, name, Path.cwd())
    if not removal:
        return not_one(name, removal.candidates)
    with ProgressLine() as line:
        summary = remove(settings, removal, line)
    notice(f"Removed: {_described(removal)}. To add it again: qa add")
    click.echo(as_json_line(rebuild_json(summary)) if as_json else summary_text(summary, settings.index))
    report_changes(settings)
    return ExitCode.ANSWERED


def _described(removal: Removal) -> str:
    if removal.articles:
        return ", ".join(f"{article.title} ({short_path(article.path)})" for article in removal.articles)
    return str(removal.source or removal.folder)
