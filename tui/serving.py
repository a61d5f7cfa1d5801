"""``qa serve``: the chat in a browser, on this machine."""

import ipaddress
import shlex
import sys
from pathlib import Path

import click

from corpus.errors import OperationFailed
from tui.exits import ExitCode, notice
from tui.options import index_option


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@index_option
@click.option("--private", is_flag=True, help="Chat without keeping history.")
def serve(host: str, port: int, index_folder: Path | None, private: bool) -> int:
    """Show the chat as a page in a browser, at http://127.0.0.1:8765 if nothing else is said."""
    try:
        from textual_serve.server import Server
    except ImportError:
        raise OperationFailed("qa serve needs textual-serve.", 'pip install "quotewire[serve]"') from None
    if not _is_local(host):
        notice(f"Warning: there is no login. Whoever reaches {host}:{port} can read your articles and your history.")
    command = [sys.executable, "-m", "tui.cli"]
    command += ["--index", str(index_folder.absolute())] if index_folder else []
    command += ["--private"] if private else []
    Server(shlex.join(command), host=host, port=port, title="Quotewire").serve()
    return ExitCode.ANSWERED


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
