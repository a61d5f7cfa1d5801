"""``qa mcp`` as clients start it: over standard input, and over HTTP with a token."""

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if importlib.util.find_spec("mcp") is None:
    pytest.skip("the SDK of the Model Context Protocol is not installed", allow_module_level=True)

import anyio
import httpx2
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

GCHQ = "when did GCHQ join Instagram"
SAID = r"MCP at (http://127\.0\.0\.1:\d+/mcp), with the header Authorization: Bearer (\S+)"


async def test_a_client_asks_over_standard_input(
    sample_index: Path, process_environment: dict[str, str], outputs: ModuleType, tmp_path: Path
) -> None:
    arguments = ["-m", "tui.cli", "mcp", "--index", str(sample_index)]
    server = StdioServerParameters(command=sys.executable, args=arguments, env=process_environment, cwd=tmp_path)
    async with Client(stdio_client(server)) as client:
        assert client.server_info.name == "quotewire"
        done = await client.call_tool("ask", {"question": GCHQ})
        outputs.check("answer", done.structured_content)
        assert done.structured_content["answer"] == "October 2018"
        assert len((await client.list_resources()).resources) == 14


def test_garbage_is_passed_over_and_what_follows_is_answered(
    sample_index: Path, process_environment: dict[str, str], tmp_path: Path
) -> None:
    asked = [{"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}]
    lines = [
        b"\xff\xfe\x00 nonsense",
        b"{",
        b"[]",
        b'{"jsonrpc": "2.0", "id": 9, "method": "no/such"}',
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": asked[0]}).encode(),
        b'{"jsonrpc": "2.0", "method": "notifications/initialized"}',
        b'{"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "list", "arguments": {"most": 1}}}',
    ]
    command = [sys.executable, "-m", "tui.cli", "mcp", "--index", str(sample_index)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=process_environment,
        cwd=tmp_path,
    ) as process:  # fmt: skip
        process.stdin.write(b"\n".join(lines) + b"\n")
        process.stdin.flush()
        replies = {}
        while 2 not in replies:
            reply = json.loads(process.stdout.readline())
            replies[reply.get("id")] = reply
        rest, err = process.communicate()
    assert process.returncode == 0
    assert rest == b""
    assert b"Traceback" not in err
    assert replies[2]["result"]["structuredContent"]["total"] == 14
    assert "error" in replies[9]


async def asked_twice(address: str, token: str) -> list[str]:
    """Ask two questions, one after the other, as one client."""
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=60) as http,
        Client(streamable_http_client(address, http_client=http)) as client,
    ):
        questions = (GCHQ, "When did Finland join NATO?")
        done = [await client.call_tool("ask", {"question": question}) for question in questions]
    return [reply.structured_content["answer"] for reply in done]


async def test_two_clients_ask_at_once_over_http_and_nobody_without_the_token(
    serving: Callable[..., re.Match[str]], sample_index: Path
) -> None:
    address, token = serving("mcp", "--http", "127.0.0.1:0", "--index", sample_index, pattern=SAID).groups()
    answers = []

    async def client() -> None:
        answers.append(await asked_twice(address, token))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(client)
        tasks.start_soon(client)
    assert answers == [["October 2018", "4 April 2023"]] * 2

    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    good = {"Authorization": f"Bearer {token}", "Accept": "application/json, text/event-stream"}
    async with httpx2.AsyncClient() as http:
        for headers, status in (
            ({}, 401),
            ({"Authorization": "Bearer wrong"}, 401),
            (good | {"Host": "evil.example"}, 403),
            (good | {"Origin": "https://evil.example"}, 403),
        ):
            assert (await http.post(address, json=body, headers=headers)).status_code == status
        assert (await http.post(address, json=body | {"x": "y" * 70_000}, headers=good)).status_code == 413


async def test_the_token_may_come_from_the_environment(
    serving: Callable[..., re.Match[str]], sample_index: Path
) -> None:
    own = {"QUOTEWIRE_TOKEN": "a-token-of-my-own"}
    server = serving("mcp", "--http", "127.0.0.1:0", "--index", sample_index, pattern=SAID, **own)
    assert server[2] == own["QUOTEWIRE_TOKEN"]


def test_a_place_that_cannot_be_listened_on_is_reported(qa: "Run", sample_index: Path) -> None:
    assert qa("mcp", "--http", "nowhere", "--index", sample_index).code == 2
    taken = qa("mcp", "--http", "192.0.2.1:80", "--index", sample_index)
    assert taken.code == 4
    assert "192.0.2.1:80" in taken.err
