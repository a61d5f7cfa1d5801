"""``qa ask --phrase``: the answer first, then the sentences of a language model that pass the check."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

GCHQ = "when did GCHQ join Instagram"
SAYS = "GCHQ joined Instagram in October 2018 [1]. It joined TikTok in 2019 [1]."


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Configure a server with a prepared reply; return the requests that it receives."""
    messages: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            messages.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            body = json.dumps({"choices": [{"message": {"content": SAYS}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("QA_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("QA_LLM_MODEL", "prepared")
    yield messages
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_answer_comes_first_and_what_does_not_hold_is_named(
    qa: "Run", sample_index: Path, asked: list[str]
) -> None:
    done = qa("ask", "--index", sample_index, "--phrase", GCHQ)
    assert done.code == 0
    assert done.out.startswith("October 2018\n")
    assert done.out.endswith("In sentences, by prepared:\nGCHQ joined Instagram in October 2018 [1].\n")
    assert "2 cited passages go to http://127.0.0.1:" in done.err
    assert "Struck: “It joined TikTok in 2019 [1].”" in done.err
    assert len(asked) == 1


def test_nothing_is_sent_without_being_asked_for_or_without_an_answer(
    qa: "Run", sample_index: Path, asked: list[str]
) -> None:
    assert qa("ask", "--index", sample_index, GCHQ).code == 0
    refused = qa("ask", "--index", sample_index, "--phrase", "when did MI6 join TikTok")
    assert refused.code == 1
    assert asked == []


def test_json_tells_what_was_kept_and_what_was_struck(qa: "Run", sample_index: Path, asked: list[str]) -> None:
    phrased = json.loads(qa("ask", "--index", sample_index, "--json", "--phrase", GCHQ).out)["phrased"]
    assert phrased["text"] == "GCHQ joined Instagram in October 2018 [1]."
    assert [bool(sentence["struck"]) for sentence in phrased["sentences"]] == [False, True]
    assert json.loads(qa("ask", "--index", sample_index, "--json", GCHQ).out)["phrased"] is None
    assert len(asked) == 1


def test_a_model_that_is_not_named_or_not_there_is_reported(
    qa: "Run", sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unnamed = qa("ask", "--index", sample_index, "--phrase", GCHQ)
    assert (unnamed.code, unnamed.out) == (2, "")
    assert "[llm]" in unnamed.err
    monkeypatch.setenv("QA_LLM_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("QA_LLM_MODEL", "m")
    away = qa("ask", "--index", sample_index, "--phrase", GCHQ)
    assert away.code == 4
    assert away.out.startswith("October 2018\n")
    assert qa("ask", "--index", sample_index, "--batch", "-", "--phrase").code == 2
