"""``qa serve --api``: warm answers over HTTP, and refused requests."""

import importlib.util
import json
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from tui.servers.warm import WarmEngine

if importlib.util.find_spec("starlette") is None or importlib.util.find_spec("uvicorn") is None:
    pytest.skip("starlette and uvicorn are not installed", allow_module_level=True)

import anyio
import httpx2
from jsonschema import Draft202012Validator

from tui.servers.api import Api
from tui.servers.http import AccessControl, listen
from tui.servers.openapi import openapi
from tui.servers.service import Service

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

GCHQ = {"question": "when did GCHQ join Instagram"}
SAID = r"Listening at (http://127\.0\.0\.1:\d+), with the header Authorization: Bearer (\S+)"


@pytest.fixture
def listening() -> Iterator[Any]:
    result = listen("127.0.0.1:0")
    yield result
    result.socket.close()


def client_of(app: Any, listening: Any, *, known: bool = True) -> httpx2.AsyncClient:
    """Talk to an application behind its access control."""
    headers = {"Authorization": "Bearer sesame"} if known else {}
    transport = httpx2.ASGITransport(AccessControl("sesame", listening, frozenset({"/health"})).around(app))
    return httpx2.AsyncClient(transport=transport, base_url=f"http://{listening.address}", headers=headers)


@pytest.fixture
async def client(service: Service, listening: Any) -> AsyncIterator[Any]:
    async with client_of(Api(service).app(), listening) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "body", "schema"),
    [
        ("POST", "/ask", GCHQ | {"hits": True}, "answer"),
        ("POST", "/ask", {"question": "when did MI6 join TikTok"}, "answer"),
        ("POST", "/search", {"words": "Instagram", "n": 2, "sort": "date", "since": "2021"}, "search"),
        ("POST", "/passages", {"query": "spy agencies", "k": 2, "since": "2021"}, "passages"),
        ("GET", "/status", None, "status"),
    ],
)
async def test_replies_keep_to_the_schemas_and_to_the_description(
    client: Any, outputs: ModuleType, method: str, path: str, body: Any, schema: str
) -> None:
    reply = await client.request(method, path, json=body)
    assert reply.status_code == 200
    outputs.check(schema, reply.json())
    output = openapi()["paths"][path][method.lower()]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator(output | {"components": openapi()["components"]}).validate(reply.json())


async def test_the_description_is_served_and_health_needs_no_token(service: Service, listening: Any) -> None:
    async with client_of(Api(service).app(), listening) as client:
        assert (await client.get("/openapi.json")).json() == json.loads(json.dumps(openapi()))
    async with client_of(Api(service).app(), listening, known=False) as stranger:
        assert (await stranger.get("/health")).json() == {"status": "ok"}
        assert (await stranger.get("/openapi.json")).status_code == 401


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b"", 400, "not valid JSON"),
        (b"{", 400, "not valid JSON"),
        (b"[" * 60_000, 400, "not valid JSON"),
        (b"\xff\xfe", 400, "not valid JSON"),
        (b"[]", 400, "Expected `object`"),
        (b"{}", 400, "question"),
        (b'{"question": "?!"}', 400, "no words"),
        (b'{"question": "who", "since": "soon"}', 400, "since"),
        (b'{"question": "who", "sinse": "2021"}', 400, "sinse"),
        (b'{"question": "' + b"x" * 70_000 + b'"}', 413, "bytes"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_a_reason(
    client: Any, outputs: ModuleType, body: bytes, status: int, message: str
) -> None:
    reply = await client.post("/ask", content=body)
    assert reply.status_code == status
    assert message in reply.json()["error"]
    outputs.check("error", reply.json())


async def test_a_body_that_is_longer_than_it_says_is_not_read_to_its_end(client: Any) -> None:
    async def endless() -> AsyncIterator[Any]:
        for _ in range(1000):
            yield b"x" * 1000

    assert (await client.post("/ask", content=endless())).status_code == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Bearer s\u00e9same"}, 401),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "127.0.0.1:x"}, 403),
    ],
)
async def test_strangers_are_not_let_in(client: Any, headers: dict[str, str], status: int) -> None:
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    assert (await client.post("/ask", json=GCHQ, headers=encoded)).status_code == status


async def test_more_than_may_wait_are_reported_to_come_again_and_none_is_lost(warm: WarmEngine, listening: Any) -> None:
    goes_on = threading.Event()

    class Slow(Service):
        """Waits until the test lets it go on."""

        def ask(self, asked: Any, on_progress: Any = lambda _: None) -> Any:
            goes_on.wait(20)
            return super().ask(asked, on_progress)

    codes = []

    async def ask(client: Any) -> None:
        codes.append((await client.post("/ask", json=GCHQ, timeout=60)).status_code)
        if codes.count(429) == 5:
            goes_on.set()

    async with client_of(Api(Slow(warm), most_waiting=3).app(), listening) as client:
        async with anyio.create_task_group() as tasks:
            for _ in range(8):
                tasks.start_soon(ask, client)
        assert sorted(codes) == [200] * 3 + [429] * 5
        assert (await client.post("/ask", json=GCHQ)).status_code == 200


async def test_a_server_answers_many_at_once(serving: Callable[..., re.Match[str]], sample_index: Path) -> None:
    address, token = serving("serve", "--api", "127.0.0.1:0", "--index", sample_index, pattern=SAID).groups()
    answers = []

    async def ask(client: Any) -> None:
        answers.append((await client.post("/ask", json=GCHQ)).json()["answer"])

    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx2.AsyncClient(base_url=address, headers=headers, timeout=120) as client,
        anyio.create_task_group() as tasks,
    ):
        for _ in range(12):
            tasks.start_soon(ask, client)
    assert answers == ["October 2018"] * 12


async def test_where_there_is_no_index_it_says_what_makes_one(
    serving: Callable[..., re.Match[str]], tmp_path: Path
) -> None:
    text = r"Listening at (\S+), without a token"
    address = serving("serve", "--api", "127.0.0.1:0", "--no-token", "--index", tmp_path / "none", pattern=text)[1]
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
        reply = await client.post("/ask", json=GCHQ)
    assert (reply.status_code, reply.json()["remedy"]) == (503, "qa rebuild PATH")


def test_no_token_is_for_this_machine_alone(qa: "Run") -> None:
    assert qa("serve", "--api", "0.0.0.0:0", "--no-token").code == 2
    assert qa("serve", "--no-token").code == 2
