"""``qa keys``: lists and changes the chat's keys."""

from dataclasses import replace
from typing import Any

import click

from corpus.errors import OperationFailed
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import json_option
from tui.text.keys import KEYS, shown_keys, unreadable_key
from tui.text.preferences import preferences_file, read_preferences, write_preferences
from tui.text.safe import as_json_line, one_line


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001
    return [name for name in KEYS if name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False, shell_complete=_complete)
@click.argument("chosen", required=False, metavar="[KEY[,KEY...]]")
@click.option("--default", "reset", is_flag=True, help="Restore the default of NAME, or of all keys.")
@json_option
def keys(name: str | None, chosen: str | None, reset: bool, as_json: bool) -> int:
    """List the chat's keys, or assign another KEY to NAME.

    A KEY is a letter or digit, f1 to f24, or a name such as enter, escape, up, with ctrl+, alt+ or
    shift+ before it. Several keys are separated by commas. For example:
    qa keys room.copy_answer ctrl+y
    """
    file = preferences_file()
    preferences = read_preferences(file)
    if name is not None and name not in KEYS:
        raise click.UsageError(f"Unknown key name {one_line(name)!r}; qa keys lists them.")
    if chosen is None and not reset:
        _list(preferences.keys, name, as_json=as_json)
        return ExitCode.ANSWERED
    if chosen is not None and (wrong := unreadable_key(chosen)):
        raise click.UsageError(f"{one_line(wrong)!r} is not a key, such as ctrl+y, alt+h, f12 or enter.")
    kept = {key: value for key, value in preferences.keys.items() if name is not None and key != name}
    changed = kept | ({name: chosen} if name and chosen and not reset else {})
    if failure := write_preferences(file, replace(preferences, keys=changed)):
        raise OperationFailed(failure)
    _warn(changed, name)
    _list(changed, name, as_json=as_json)
    return ExitCode.ANSWERED


def _list(changed: dict[str, str], name: str | None, *, as_json: bool) -> None:
    names = [key for key in KEYS if name in (None, key)]
    if as_json:
        rows = [
            {"name": key, "keys": changed.get(key, KEYS[key].keys), "default": KEYS[key].keys, "does": KEYS[key].does}
            for key in names
        ]
        click.echo(as_json_line(rows))
        return
    for key in names:
        mark = " (yours)" if key in changed else ""
        click.echo(f"{key:<24}{one_line(shown_keys(changed.get(key, KEYS[key].keys))) + mark:<24}  {KEYS[key].does}")


def _warn(changed: dict[str, str], name: str | None) -> None:
    """Warn if another action in the same place has the same key."""
    if name is None or name not in changed:
        return
    mine = set(changed[name].split(","))
    for other, key in KEYS.items():
        same = mine & set(changed.get(other, key.keys).split(","))
        if other != name and same and (key.where == KEYS[name].where or "app." in other + name):
            notice(f"{shown_keys(min(same))} is {other} too: {key.does}.")
