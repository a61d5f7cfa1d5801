"""``qa doctor``: checks everything that an index needs."""

import os
from dataclasses import replace
from pathlib import Path

import click

from corpus.errors import SettingsInvalid
from qa.library.doctor import Diagnosis, examine
from qa.library.doctor_environment import Check
from qa.locations import settings_file
from qa.output.doctor_json import doctor_json
from qa.settings import Settings
from tui.commands.exit_codes import ExitCode
from tui.commands.options import index_option, json_option, settings_of, verbose_option
from tui.commands.progress_line import ProgressLine
from tui.text.remedies import remedy_text
from tui.text.safe import as_json_line, one_line

_MARKS = {"ok": "ok", "warning": "warn", "failed": "FAIL"}
_COLOURS = {"ok": "green", "warning": "yellow", "failed": "red"}


@click.command()
@index_option
@json_option
@verbose_option
def doctor(index_folder: Path | None, as_json: bool) -> int:
    """Check the whole index, its folder and the model, and say how to fix problems.

    Reads every byte; changes nothing. Exits 0 if all checks pass, 3 if one fails.
    """
    with ProgressLine() as line:
        diagnosis = _diagnosis(index_folder, line)
    if as_json:
        checks = tuple(replace(check, remedy=remedy_text(check.remedy)) for check in diagnosis.checks)
        click.echo(as_json_line(doctor_json(replace(diagnosis, checks=checks))))
    else:
        for check in diagnosis.checks:
            click.echo(_text(check))
        click.echo(_conclusion(diagnosis))
    return ExitCode.ANSWERED if diagnosis.sound else ExitCode.INDEX


def _diagnosis(index_folder: Path | None, line: ProgressLine) -> Diagnosis:
    try:
        settings = settings_of(index_folder)
    except SettingsInvalid as error:
        check = Check("settings", "failed", error.message, f"correct {settings_file()}, or the environment")
        return Diagnosis(index_folder or Path(os.environ.get("QA_INDEX") or Settings().index), (check,))
    diagnosis = examine(settings, line)
    where = settings_file()
    settings_check = Check("settings", "ok", str(where) if where.exists() else f"no file at {where}: defaults")
    return Diagnosis(diagnosis.index, (settings_check, *diagnosis.checks))


def _text(check: Check) -> str:
    mark = click.style(f"{_MARKS[check.state]:<5}", fg=_COLOURS[check.state])
    remedy = f"\n      {one_line(remedy_text(check.remedy))}" if check.remedy else ""
    return f"{mark} {check.name:<16}{one_line(check.detail)}{remedy}"


def _conclusion(diagnosis: Diagnosis) -> str:
    failed = sum(check.state == "failed" for check in diagnosis.checks)
    warned = sum(check.state == "warning" for check in diagnosis.checks)
    if failed:
        return f"{failed} of {len(diagnosis.checks)} checks failed."
    return "Sound." if not warned else f"Sound; {warned} warning{'s' if warned > 1 else ''}."
