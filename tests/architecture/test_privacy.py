"""Nothing leaves the machine, and nothing is written where a user would not look for it."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.models

GCHQ = "when did GCHQ join Instagram"


@pytest.fixture(autouse=True)
def _permitted(request, no_network):
    if "no_network" in request.fixturenames and not no_network and "network" in request.node.name:
        pytest.skip("a process without a network interface is not permitted here")


def test_a_fresh_installation_rebuilds_and_asks_without_a_network(first_rebuild, qa_process, no_network):
    assert first_rebuild.outcome.code == 0, first_rebuild.outcome.err
    assert first_rebuild.outcome.out.startswith("11 articles")
    arguments = ("ask", "--index", first_rebuild.index, "How long is the mill's oak shaft?")
    done = qa_process(*arguments, before=no_network)
    assert (done.code, done.err) == (0, "")
    assert "5.2 metres" in done.out


def test_a_model_that_needs_a_network_says_where_it_was_looked_for(qa_process, articles, tmp_path, no_network):
    arguments = ("rebuild", articles, "--index", tmp_path / "index", "--model", "nobody/no-such-model")
    done = qa_process(*arguments, before=no_network)
    assert (done.code, done.out) == (4, "")
    assert "nobody/no-such-model" in done.err
    assert "looked for" in done.err
    assert "Traceback" not in done.err


def test_asking_writes_nothing_into_the_home_folder(qa_process, sample_index, own_folders):
    done = qa_process("ask", "--index", sample_index, GCHQ)
    assert done.code == 0
    assert [str(path.relative_to(own_folders)) for path in own_folders.rglob("*") if path.is_file()] == []


def test_rebuilding_writes_only_its_index_and_its_cache(qa_process, articles, own_folders):
    done = qa_process("rebuild", articles)
    assert done.code == 0, done.err
    ours = own_folders / ".local" / "share" / "quotewire"
    written = [path for path in own_folders.rglob("*") if path.is_file() and ours not in path.parents]
    assert written == []


def test_asking_changes_no_file_of_the_index(qa_process, sample_index):
    def state() -> dict[Path, tuple[int, int]]:
        files = [path for path in sample_index.rglob("*") if path.is_file() and path.suffix != ".lock"]
        return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}

    before = state()
    assert qa_process("ask", "--index", sample_index, GCHQ).code == 0
    assert state() == before


def test_the_answer_runs_with_the_runtimes_reporting_switched_off(script, sample_index):
    """ONNX Runtime reports to its maker from version 1.29 on unless the environment forbids it before it is loaded."""
    done = script(
        "import os, sys; from tui.cli import run\n"
        "run(['ask', '--index', sys.argv[1], 'when did GCHQ join Instagram'])\n"
        "print('SWITCH', os.environ.get('ORT_DISABLE_TELEMETRY'))",
        sample_index,
    )
    assert done.out.splitlines()[-1] == "SWITCH 1"
