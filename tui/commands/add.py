"""``qa add``: adds folders, files and web pages to the index."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import Cancelled
from index.rebuild.builder import RebuildSummary
from qa.library.contents import add_paths, has_files
from qa.library.rebuild import replaces_samples
from qa.output.rebuild_json import added_json
from qa.settings import Settings
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.follow_notices import report_changes
from tui.commands.options import index_option, json_option, settings_of
from tui.commands.progress_line import ProgressLine
from tui.text.notices import SAMPLES_GONE, STOPPED
from tui.text.safe import as_json_line, short_path
from tui.text.summaries import summary_text

if TYPE_CHECKING:
    from corpus.web.collect import Collected

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@click.command()
@click.argument("names", nargs=-1, required=True, type=click.Path(), metavar="PATH|URL...")
@click.option("--host", "hosts", multiple=True, metavar="HOST", help="A host to which redirects and feeds may lead.")
@index_option
@json_option
def add(names: tuple[str, ...], hosts: tuple[str, ...], index_folder: Path | None, as_json: bool) -> int:
    """Add folders, files and web pages to the index.

    A page is fetched once, stored as a file, and fetched again only when it is added again; for
    a feed, the pages of its entries are fetched. Only hosts that you name are contacted,
    robots.txt is obeyed, and each request is shown on standard error. Exits 4 if an address
    that you named was not fetched.
    """
    settings = settings_of(index_folder)
    urls = [name for name in names if _ADDRESS.match(name)]
    paths = [Path(name) for name in names if name not in urls]
    collected: list[Collected] = []
    try:
        _collect(settings, urls, hosts, collected)
        summary = _index(settings, paths, collected)
    except (KeyboardInterrupt, Cancelled):
        raise click.Abort(_stopped(settings, collected)) from None
    if as_json:
        click.echo(as_json_line(added_json(collected, summary)))
    elif summary:
        click.echo(summary_text(summary, settings.index))
    if summary:
        report_changes(settings)
    failed = any(one.state == "refused" and one.named for one in collected)
    return ExitCode.FAILED if failed else ExitCode.ANSWERED


def _collect(settings: Settings, urls: Sequence[str], hosts: Sequence[str], collected: "list[Collected]") -> None:
    if not urls:
        return
    from corpus.web.collect import collect  # loads network libraries: only for web pages

    for one in collect(urls, hosts, settings.library, settings.web, settings.loading, notice):
        collected.append(one)
        place = f" {short_path(str(one.path))}" if one.path and one.state in ("new", "changed") else ""
        why = f": {one.url}: {one.reason}" if one.reason else ""
        notice(f"  {one.state}{place}{why}{f' (--host {one.unnamed_host})' if one.unnamed_host else ''}")


def _stopped(settings: Settings, collected: "Sequence[Collected]") -> str:
    kept = sum(one.state in ("new", "changed") for one in collected)
    if not kept:
        return STOPPED
    pages = "1 page fetched is" if kept == 1 else f"{kept:,} pages fetched are"
    return f"Stopped. {pages} kept in {short_path(str(settings.library))}; the index is as it was."


def _index(settings: Settings, paths: Sequence[Path], collected: "Sequence[Collected]") -> RebuildSummary | None:
    """Index the named sources; None if every page is already indexed and unchanged."""
    pages = [one.path for one in collected if one.path]
    if not paths and (not pages or has_files(settings, pages)):
        return None
    named = [*paths, *([settings.library] if pages else []), *pages]
    gone = replaces_samples(settings, named)
    with ProgressLine() as line:
        summary = add_paths(settings, named, line)
    if gone:
        notice(SAMPLES_GONE)
    return summary
