"""Nothing leaves the machine, and nothing is written in unexpected places."""

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import FirstRebuild, Run
    from tests.webserver import Reply, Site

pytestmark = pytest.mark.models

ROOT = Path(__file__).parents[2]
TALKING = {"socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib", "telnetlib", "xmlrpc"}
TALKING |= {"urllib3", "requests", "httpx", "aiohttp", "websockets", "huggingface_hub"}
CONNECTIONS = (
    "import sys\n"
    "def told(event, arguments):\n"
    "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
    "        print('TALKED', event, arguments[1] if event == 'socket.connect' else arguments[0], file=sys.stderr)\n"
    "sys.addaudithook(told)\n"
    "from tui.cli import run\n"
    "code = run(sys.argv[1:])\n"
    "print('EXIT', int(code), file=sys.stderr)\n"
)
"""Runs a command, and tells each connection that Python makes in it."""

GCHQ = "when did GCHQ join Instagram"


@pytest.fixture(autouse=True)
def _permitted(request: pytest.FixtureRequest, no_network: tuple[str, ...]) -> None:
    if "no_network" in request.fixturenames and not no_network and "network" in request.node.name:
        pytest.skip("a process without a network interface is not permitted here")


def test_a_fresh_installation_rebuilds_and_asks_without_a_network(
    first_rebuild: "FirstRebuild", qa_process: "Run", no_network: tuple[str, ...]
) -> None:
    assert first_rebuild.outcome.code == 0, first_rebuild.outcome.err
    assert first_rebuild.outcome.out.startswith("11 articles")
    arguments = ("ask", "--index", first_rebuild.index, "How long is the mill's oak shaft?")
    done = qa_process(*arguments, before=no_network)
    assert (done.code, done.err) == (0, "")
    assert "5.2 metres" in done.out


def test_a_model_that_needs_a_network_says_where_it_was_looked_for(
    qa_process: "Run", articles: Path, tmp_path: Path, no_network: tuple[str, ...]
) -> None:
    arguments = ("rebuild", articles, "--index", tmp_path / "index", "--model", "nobody/no-such-model")
    done = qa_process(*arguments, before=no_network)
    assert (done.code, done.out) == (4, "")
    assert "nobody/no-such-model" in done.err
    assert "looked for" in done.err
    assert "Traceback" not in done.err


def test_asking_leaves_the_places_it_named_and_nothing_where_that_is_turned_off(
    qa_process: "Run", sample_index: Path, own_folders: Path
) -> None:
    done = qa_process("ask", "--index", sample_index, GCHQ, QA_HISTORY_LAST_PLACES="false")
    assert done.code == 0
    assert [str(path.relative_to(own_folders)) for path in own_folders.rglob("*") if path.is_file()] == []
    assert qa_process("ask", "--index", sample_index, GCHQ).code == 0
    (left,) = [path for path in own_folders.rglob("*") if path.is_file()]
    assert left.name == "last-places.json"
    assert GCHQ not in left.read_text(encoding="utf-8")
    assert os.name == "nt" or left.stat().st_mode & 0o077 == 0


def test_rebuilding_writes_only_its_index_and_its_cache(qa_process: "Run", articles: Path, own_folders: Path) -> None:
    done = qa_process("rebuild", articles)
    assert done.code == 0, done.err
    ours = own_folders / ".local" / "share" / "quotewire"
    written = [path for path in own_folders.rglob("*") if path.is_file() and ours not in path.parents]
    assert written == []


def test_asking_changes_no_file_of_the_index(qa_process: "Run", sample_index: Path) -> None:
    def state() -> dict[Path, tuple[int, int]]:
        files = [path for path in sample_index.rglob("*") if path.is_file() and path.suffix != ".lock"]
        return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}

    before = state()
    assert qa_process("ask", "--index", sample_index, GCHQ).code == 0
    assert state() == before


def test_the_answer_runs_with_the_runtimes_reporting_switched_off(script: "Run", sample_index: Path) -> None:
    """ONNX Runtime reports to its maker from version 1.29 on unless the environment forbids it before it is loaded."""
    done = script(
        "import os, sys; from tui.cli import run\n"
        "run(['ask', '--index', sys.argv[1], 'when did GCHQ join Instagram'])\n"
        "print('SWITCH', os.environ.get('ORT_DISABLE_TELEMETRY'))",
        sample_index,
    )
    assert done.out.splitlines()[-1] == "SWITCH 1"


# ---------------------------------------------------------------- the web, only when asked


def imported(path: Path) -> set[str]:
    """List the imports of a module, also within functions."""
    result: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            result |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            result |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return {name for name in result if name in TALKING or name.split(".")[0] in TALKING}


def test_few_modules_fetch_or_serve() -> None:
    packages = [path for name in ("corpus", "index", "qa", "tui") for path in (ROOT / name).rglob("*.py")]
    talking = {path.relative_to(ROOT).as_posix() for path in packages if imported(path)}
    serving = {"tui/commands/serve.py", "tui/servers/http.py"}
    asking = {"corpus/web/connection.py", "index/encoder/locate.py", "index/cluster/workers.py"}
    asking |= {"qa/conversation/phrasing/endpoint.py"}
    assert talking == asking | serving


def test_rebuilding_adding_a_folder_and_asking_connect_to_nothing(
    script: "Run", articles: Path, tmp_path: Path
) -> None:
    index = ("--index", tmp_path / "index")
    for command in (("rebuild", articles), ("add", articles), ("list",), ("ask", "How long is the mill's oak shaft?")):
        done = script(CONNECTIONS, *command, *index)
        assert "EXIT 0" in done.err
        assert "TALKED" not in done.err


def test_adding_a_page_connects_to_its_own_host_and_to_nothing_else(
    script: "Run", site: "Site", reply: "type[Reply]", tmp_path: Path
) -> None:
    body = "<html><title>x</title><p>The ferry to Sandray sails at seven.</p><img src='//cdn.example/x.png'></html>"
    site.replies["/ferry"] = reply(body, headers={"Link": "<https://example.org/>; rel=preload"})
    code = CONNECTIONS.replace("import sys\n", f"import os, sys\nos.environ['QA_LIBRARY'] = {str(tmp_path / 'l')!r}\n")
    done = script(code, "add", f"{site.url}/ferry", "--index", tmp_path / "index")
    assert "EXIT 0" in done.err
    port = site.host.split(":")[1]
    talked = {line for line in done.err.splitlines() if line.startswith("TALKED")}
    assert talked == {"TALKED socket.getaddrinfo 127.0.0.1", f"TALKED socket.connect ('127.0.0.1', {port})"}
