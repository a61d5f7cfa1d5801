"""The server of the Model Context Protocol, asked by the SDK's own client."""

import importlib.util
import threading
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from mcp.server.lowlevel import Server

from tui.servers.service import Service

if importlib.util.find_spec("mcp") is None:
    pytest.skip("the SDK of the Model Context Protocol is not installed", allow_module_level=True)

import anyio
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError

from corpus.errors import Cancelled
from corpus.progress import Progress
from tui.servers.mcp_server import ArticleServer, in_thread, resource_request

pytestmark = pytest.mark.models

GCHQ = "when did GCHQ join Instagram"
CALLS = {
    "ask": ("answer", {"question": GCHQ, "since": "2021", "hits": True}),
    "timeline": ("timeline", {"words": "spy agencies", "k": 20}),
    "search": ("search", {"words": "Instagram", "n": 3, "source": "samples"}),
    "passages": ("passages", {"query": "spy agencies", "k": 3, "source": "samples"}),
    "show": ("excerpt", {"article": "mi5-joins-instagram.md", "first_line": 3, "last_line": 5}),
    "list": ("listing", {"most": 2, "after": 3, "sort": "title"}),
    "status": ("status", {}),
}


@pytest.fixture
def server(service: Service, sample_index: Path) -> Server[Any]:
    return ArticleServer(service, sample_index).server()


@pytest.mark.parametrize("tool", CALLS)
async def test_a_tool_replies_by_its_published_schema_and_in_words(
    server: Server[Any], outputs: ModuleType, tool: str
) -> None:
    schema, arguments = CALLS[tool]
    async with Client(server) as client:
        done = await client.call_tool(tool, arguments)
    assert not done.is_error
    outputs.check(schema, done.structured_content)
    assert "\x1b" not in done.content[0].text
    assert len(done.content[0].text) > 20


async def test_each_tool_tells_what_it_takes_and_gives_and_changes_nothing(server: Server[Any]) -> None:
    async with Client(server) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == set(CALLS)
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.output_schema is not None
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
    assert "a follow-up to `history`" in tools["ask"].input_schema["properties"]["question"]["description"]


async def test_an_answer_has_its_citations_and_a_question_may_lean_on_others(server: Server[Any]) -> None:
    async with Client(server) as client:
        first = await client.call_tool("ask", {"question": "when did MI5 join Instagram"})
        history = [{"question": "when did MI5 join Instagram", "answer": first.structured_content["answer"]}]
        second = await client.call_tool("ask", {"question": "and GCHQ?", "history": history})
    assert second.structured_content["asked_as"] == "when did GCHQ join Instagram?"
    assert second.structured_content["answer"] == "October 2018"
    assert second.structured_content["citations"][0]["quote"] == "October 2018"
    assert second.structured_content["hits"] == []
    assert "[1] How the spy agencies learned to post" in second.content[0].text


async def test_a_refusal_is_a_result(server: Server[Any]) -> None:
    async with Client(server) as client:
        done = await client.call_tool("ask", {"question": "when did MI6 join TikTok"})
    assert not done.is_error
    assert done.structured_content["answer"] is None
    assert done.structured_content["refusal"]["nearest"]
    assert done.content[0].text.startswith("The articles do not say.")


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("ask", {}, "question"),
        ("ask", {"question": "?!"}, "word"),
        ("ask", {"question": GCHQ, "colour": "red"}, "colour"),
        ("ask", {"question": "x" * 2001}, "2000"),
        ("ask", {"question": GCHQ, "k": 51}, "50"),
        ("ask", {"question": GCHQ, "since": "soon"}, "since"),
        ("search", {"words": 7}, "words"),
        ("list", {"sort": "colour"}, "colour"),
        ("show", {"article": "/etc/passwd"}, "No article matches"),
        ("show", {"article": "../../pyproject.toml"}, "No article matches"),
        ("show", {"article": "spy"}, "how-spy-agencies-learned-to-post.md"),
    ],
)
async def test_what_cannot_be_done_is_reported_to_the_model(
    server: Server[Any], tool: str, arguments: Any, message: str
) -> None:
    async with Client(server) as client:
        done = await client.call_tool(tool, arguments)
        assert done.is_error
        assert message in done.content[0].text
        assert not (await client.call_tool("status", {})).is_error


async def test_there_is_no_other_tool_and_no_other_prompt(server: Server[Any]) -> None:
    async with Client(server) as client:
        for asked in (client.call_tool("delete", {}), client.get_prompt("other"), client.list_resources(cursor="x")):
            with pytest.raises(MCPError):
                await asked


async def test_articles_are_resources_with_their_lines(server: Server[Any]) -> None:
    async with Client(server) as client:
        listed = (await client.list_resources()).resources
        whole = await client.read_resource("quotewire://article/mi5-joins-instagram.md")
        lines = await client.read_resource("quotewire://article/mi5-joins-instagram.md?lines=2-3")
        (template,) = (await client.list_resource_templates()).resource_templates
    assert len(listed) == 14
    text = whole.contents[0].text
    assert text.startswith("---\ntitle: MI5 joins Instagram")
    assert lines.contents[0].text == "".join(text.splitlines(keepends=True)[1:3])
    assert template.uri_template == "quotewire://article/{id}{?lines}"


@pytest.mark.parametrize(
    "uri",
    [
        "file:///etc/passwd",
        "quotewire://article/",
        "quotewire://article/..%2F..%2Fpyproject.toml",
        "quotewire://article/%2Fetc%2Fpasswd",
        "quotewire://article/mi5-joins",
        "quotewire://other/mi5-joins-instagram.md",
        "quotewire://article/mi5-joins-instagram.md?lines=one",
        "quotewire://article/%FF",
        "",
    ],
)
async def test_what_is_no_article_of_the_index_is_never_read(server: Server[Any], uri: str) -> None:
    async with Client(server) as client:
        with pytest.raises(MCPError):
            await client.read_resource(uri)


def test_lines_may_be_named_in_two_ways() -> None:
    named = [resource_request(f"quotewire://article/a%2Fb.md{lines}") for lines in ("?lines=10-40", "#L10-L40", "#L10")]
    assert {request.article for request in named} == {"a/b.md"}
    assert [(request.first_line, request.last_line) for request in named] == [(10, 40), (10, 40), (10, 10)]


async def test_the_prompt_asks_for_citations(server: Server[Any]) -> None:
    async with Client(server) as client:
        (prompt,) = (await client.list_prompts()).prompts
        filled = await client.get_prompt(prompt.name, {"question": GCHQ})
        with pytest.raises(MCPError):
            await client.get_prompt(prompt.name, {})
    assert GCHQ in filled.messages[0].content.text
    assert "[n]" in filled.messages[0].content.text


async def test_stages_are_reported(server: Server[Any]) -> None:
    collected = []

    async def note(progress: Any, total: Any, message: Any) -> None:
        collected.append((progress, total, message))

    async with Client(server) as client:
        await client.call_tool("ask", {"question": GCHQ}, progress_callback=note)
    assert collected == [(1, 3, "retrieving"), (2, 3, "reading")]


async def test_work_of_a_cancelled_request_ends_at_its_next_stage() -> None:
    begun, goes_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work(on_progress: Any) -> Any:
        begun.set()
        goes_on.wait(10)
        try:
            on_progress(Progress("reading"))
        except Cancelled:
            ended.set()
            raise

    async def report(*_: Any) -> None:
        raise AssertionError

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(in_thread, work, report)
        assert await anyio.to_thread.run_sync(begun.wait, 10)
        tasks.cancel_scope.cancel()
    goes_on.set()
    assert await anyio.to_thread.run_sync(ended.wait, 10)


async def test_a_cancelled_question_leaves_the_server_answering(server: Server[Any]) -> None:
    async with Client(server) as client:
        with anyio.move_on_after(0.01):
            await client.call_tool("ask", {"question": GCHQ})
        done = await client.call_tool("ask", {"question": GCHQ})
    assert done.structured_content["answer"] == "October 2018"


async def test_too_many_at_once_are_reported_to_come_again(service: Service, sample_index: Path) -> None:
    server = ArticleServer(service, sample_index, questions=2).server()
    done = []

    async def ask(client: Any) -> None:
        done.append(await client.call_tool("ask", {"question": GCHQ}))

    async with Client(server) as client, anyio.create_task_group() as tasks:
        for _ in range(6):
            tasks.start_soon(ask, client)
    assert len(done) == 6
    busy = [reply for reply in done if reply.is_error]
    assert len(busy) == 4
    assert all("try again" in reply.content[0].text for reply in busy)
