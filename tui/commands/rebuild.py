"""``qa rebuild``: indexes folders of articles."""

from pathlib import Path

import click

from qa.library.rebuild import plan_rebuild, rebuild_index, replaces_samples
from qa.output.rebuild_json import plan_json, rebuild_json
from qa.settings import Settings
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.follow_notices import notify_option, report_changes
from tui.commands.options import engine_options, index_option, json_option, settings_of, verbose_option
from tui.commands.progress_line import ProgressLine
from tui.text.notices import SAMPLES_GONE
from tui.text.safe import as_json_line
from tui.text.summaries import plan_text, summary_text


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@click.option("--model", metavar="NAME|DIR", help="SentenceTransformer for embeddings (also QA_MODEL).")
@click.option(
    "--exact/--no-exact", default=None, help="Compare each question with all passages, also in large indexes."
)
@click.option(
    "--include", multiple=True, metavar="GLOB", help="Read only matching files (.gitignore syntax); repeatable."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out matching files; '' clears earlier ones.")
@click.option("--jobs", type=click.IntRange(0, 1024), metavar="N", help="Cores used for embedding (all).")
@click.option(
    "--max-file-size",
    type=click.IntRange(1, 2000),
    metavar="MB",
    help="Skip larger files, and larger articles of exports (16 megabytes).",
)
@engine_options
@click.option("--take-over", is_flag=True, help="Take over the engine's lock from a rebuild that has ended.")
@click.option("--dry-run", is_flag=True, help="Report what would be read, embedded and dropped; change nothing.")
@click.option("--field", "fields", multiple=True, metavar="WHAT=NAME", help="Field name: text=Body; repeatable.")
@notify_option
@json_option
@verbose_option
def rebuild(
    paths: tuple[Path, ...],
    index_folder: Path | None,
    model: str | None,
    exact: bool | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    jobs: int | None,
    max_file_size: int | None,
    engine: dict[str, str | None],
    take_over: bool,
    dry_run: bool,
    fields: tuple[str, ...],
    notify: tuple[str, ...],
    as_json: bool,
) -> int:
    """Index the articles in PATHS, or the paths indexed last time.

    Only new text is embedded. The old index remains in use until the new one is complete. The index
    remembers --include, --exclude and --field until others are given; .qaignore files in the folders
    work like .gitignore files.
    """
    settings = settings_of(
        index_folder,
        encoder__model=model,
        dense__exact=exact,
        loading__include=include or None,
        loading__exclude=exclude or None,
        loading__max_megabytes=max_file_size,
        encoder__jobs=jobs,
        loading__fields=fields or None,
        **engine,
    )
    if dry_run:
        _plan(settings, paths, as_json)
    else:
        _rebuild(settings, paths, as_json, take_over)
        report_changes(settings, notify)
    return ExitCode.ANSWERED


def _plan(settings: Settings, paths: tuple[Path, ...], as_json: bool) -> None:
    with ProgressLine() as line:
        plan = plan_rebuild(settings, paths, line)
    click.echo(as_json_line(plan_json(plan)) if as_json else plan_text(plan))


def _rebuild(settings: Settings, paths: tuple[Path, ...], as_json: bool, take_over: bool) -> None:
    gone = replaces_samples(settings, paths)
    with ProgressLine() as line:
        done = rebuild_index(settings, paths, line, take_over=take_over)
    if gone:
        notice(SAMPLES_GONE)
    click.echo(as_json_line(rebuild_json(done)) if as_json else summary_text(done, settings.index))
