"""``qa mcp``: serves the index over the Model Context Protocol."""

from importlib.util import find_spec
from pathlib import Path

import click

from corpus.errors import OperationFailed
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import index_option, settings_of, verbose_option


@click.command()
@click.option("--http", "where", metavar="HOST:PORT", help="Serve over HTTP, at /mcp, instead of standard input.")
@index_option
@verbose_option
def mcp(where: str | None, index_folder: Path | None) -> int:
    """Serve the index to clients of the Model Context Protocol, such as editors and assistants.

    Uses standard input and output, as most clients expect: qa mcp --index DIR. With --http 127.0.0.1:8766, several
    clients can connect; the token that they need is printed, or taken from QUOTEWIRE_TOKEN.
    """
    if find_spec("mcp") is None:
        raise OperationFailed("qa mcp needs the Python SDK of the protocol.", 'pip install "quotewire[mcp]"')
    from tui.servers.warm import WarmEngine

    warm = WarmEngine(settings_of(index_folder))
    warm.begin()  # while the SDK is imported
    from tui.servers.mcp_run import serve_http, serve_stdio

    try:
        if where is None:
            serve_stdio(warm)
        else:
            from tui.servers.http import AccessControl, listen, new_token

            listening, token = listen(where), new_token()
            notice(f"MCP at http://{listening.address}/mcp, with the header Authorization: Bearer {token}")
            serve_http(warm, listening, AccessControl(token, listening))
    finally:
        warm.close()
    return ExitCode.ANSWERED
