"""Runs the server of the Model Context Protocol over standard input and output, or over HTTP."""

import logging

import anyio
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from tui.servers.http import AccessControl, Listening, serve_until_stopped
from tui.servers.mcp_server import ArticleServer
from tui.servers.service import Service
from tui.servers.warm import WarmEngine

_log = logging.getLogger(__name__)


def serve_stdio(warm: WarmEngine) -> None:
    """Serve one client over standard input and output, until it closes them.

    Args:
        warm: The engine.
    """
    server = ArticleServer(Service(warm), warm.settings.index).server()

    async def run() -> None:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    try:
        anyio.run(run)
    except* BrokenPipeError:
        _log.info("the client disconnected during a reply")


def serve_http(warm: WarmEngine, listening: Listening, access: AccessControl) -> None:
    """Serve clients over HTTP, at ``/mcp``, until the process is stopped.

    Args:
        warm: The engine.
        listening: The socket.
        access: Access control; checks host and origin before the SDK does.
    """
    server = ArticleServer(Service(warm), warm.settings.index).server()
    trusted = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(transport_security=trusted, max_request_body_size=access.most_bytes)
    serve_until_stopped(access.around(app), listening)
