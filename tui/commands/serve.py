"""``qa serve``: serves the chat in a browser, or a JSON interface."""

import ipaddress
import re
import shlex
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from corpus.errors import OperationFailed
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import index_option, private_option, settings_of

_FOCUS = """
const looking = setInterval(() => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys) { clearInterval(looking); keys.focus(); }
}, 50);
"""
"""Focuses the terminal of the page as soon as it exists."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--api", "where", metavar="HOST:PORT", help="Serve a JSON interface over HTTP instead of the chat.")
@click.option("--no-token", is_flag=True, help="With --api on a local address: require no token.")
@index_option
@private_option
def serve(host: str, port: int, where: str | None, no_token: bool, index_folder: Path | None, private: bool) -> int:
    """Serve the chat as a web page, by default at http://127.0.0.1:8765.

    Instead of keys that browsers reserve, use F8 for Ctrl+N, Alt+E for Ctrl+T, /quit for Ctrl+Q.

    qa serve --api 127.0.0.1:8767 serves programs: POST /ask {"question": ...}, POST /search, GET /status, /health and
    /openapi.json. The token that they need is printed, or taken from QUOTEWIRE_TOKEN.
    """
    if where is not None:
        return _serve_api(where, index_folder, no_token=no_token)
    if no_token:
        raise click.UsageError("--no-token requires --api.")
    if not _is_local(host):
        notice(
            f"Warning: there is no login. Anyone who can reach {host}:{port} can read your articles and your history."
        )
    command = [sys.executable, "-m", "tui.cli"]
    command += ["--index", str(index_folder.absolute())] if index_folder else []
    command += ["--private"] if private else []
    _server(shlex.join(command), host, port).serve()
    return ExitCode.ANSWERED


def _serve_api(where: str, index_folder: Path | None, *, no_token: bool) -> int:
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise OperationFailed("qa serve --api needs starlette and uvicorn.", 'pip install "quotewire[api]"')
    from tui.servers.api import Api
    from tui.servers.http import AccessControl, host_of, is_loopback, listen, new_token, serve_until_stopped
    from tui.servers.service import Service
    from tui.servers.warm import WarmEngine

    if no_token and not is_loopback(host_of(where)):
        raise click.UsageError(
            f"--no-token requires a local address: {host_of(where)} can be reached from other machines."
        )
    listening = listen(where)
    warm = WarmEngine(settings_of(index_folder))
    warm.begin()
    token = None if no_token else new_token()
    needed = f", with the header Authorization: Bearer {token}" if token else ", without a token"
    notice(f"Listening at http://{listening.address}{needed}")
    access = AccessControl(token, listening, frozenset({"/health"}))
    try:
        serve_until_stopped(access.around(Api(Service(warm)).app()), listening)
    finally:
        warm.close()
    return ExitCode.ANSWERED


def _server(command: str, host: str, port: int) -> Any:
    """Create a server that only its own page can use, and whose page contacts no other host.

    A browser lets any page open a socket to this machine, but sends the page's origin, which is checked. The page of
    textual-serve requests a font from another host, which is removed.
    """
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError:
        raise OperationFailed("qa serve needs textual-serve.", 'pip install "quotewire[serve]"') from None

    @web.middleware  # type: ignore[untyped-decorator]
    async def own_page_only(request: Any, handler: Any) -> Any:
        origin = request.headers.get("Origin")
        strange_host = _is_local(host) and not _is_local(request.host.rsplit(":", 1)[0].strip("[]"))
        if strange_host or (origin and origin != f"{request.scheme}://{request.host}"):
            raise web.HTTPForbidden(text="Only the page of qa serve may connect.")
        response = await handler(request)
        if not response.prepared and response.content_type == "text/html":
            response.text = _own_page(response.text or "")
        if not response.prepared:
            own = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:"
            response.headers["Content-Security-Policy"] = f"{own}; connect-src 'self' ws://{request.host}"
        return response

    class OwnPageServer(Server):  # type: ignore[misc]
        """The server of textual-serve, with a check of the origin."""

        async def _make_app(self) -> Any:
            app = await super()._make_app()
            app.middlewares.append(own_page_only)
            return app

    return OwnPageServer(command, host=host, port=port, title="Quotewire")


def _own_page(page: str) -> str:
    """Set the title of the page, focus its terminal, and remove its request to another host."""
    page = re.sub(r"<link[^>]*\shref=\"https?://[^>]*>", "", page)
    page = page.replace("<head>", "<head><title>Quotewire</title>", 1)
    return page.replace("</body>", f"<script>{_FOCUS}</script></body>", 1)


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
