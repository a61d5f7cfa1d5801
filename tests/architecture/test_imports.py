"""Layers: which imports are allowed, and which modules are loaded at run time."""

import ast
import graphlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from tui.cli import qa

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).parents[2]
OURS = ("corpus", "index", "qa", "tui", "bench", "training")
RUNTIMES = "numpy faiss onnxruntime tokenizers tantivy torch textual click rich"
HEAVY = (
    "textual rich torch transformers sentence_transformers trafilatura onnx huggingface_hub scipy sklearn pandas rensa "
    "pymilvus grpc ray msgspec mcp pydantic starlette uvicorn httpx jsonschema"
)


@pytest.mark.models
@pytest.mark.parametrize("question", ["when did GCHQ join Instagram", "Which zeppelin carried bagpipes?"])
def test_asking_loads_no_training_library_and_no_user_interface(
    script: "Run", sample_index: Path, question: str
) -> None:
    done = script(
        "import sys; from tui.cli import run\n"
        "run(['ask', '--index', sys.argv[1], sys.argv[2]])\n"
        f"print('LOADED', *[name for name in '{HEAVY}'.split() if name in sys.modules])",
        sample_index,
        question,
    )
    assert done.out.splitlines()[-1].strip() == "LOADED", done.err


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("corpus.loading", "numpy faiss tantivy onnxruntime tokenizers click textual rich trafilatura lxml"),
        ("corpus.chunking", "numpy faiss tantivy onnxruntime tokenizers click textual rich"),
        ("index.rebuild.builder", "click textual rich tqdm torch sentence_transformers"),
        ("qa.engine", "click textual rich tqdm torch sentence_transformers transformers"),
        ("tui.cli", "numpy faiss onnxruntime tokenizers tantivy textual rich torch"),
        ("tui.commands.list", "numpy faiss onnxruntime tokenizers tantivy textual torch trafilatura"),
        ("tui.commands.add", "protego feedparser urllib3 torch textual"),
        ("tui.commands.watch", "watchfiles torch textual"),
        ("tui.commands.status", "torch sentence_transformers textual pymilvus grpc ray"),
        ("tui.commands.doctor", "pymilvus grpc ray pandas"),
        ("tui.commands.rebuild", "pymilvus grpc ray pandas"),
        ("index.cluster.report", "pymilvus grpc ray pandas"),
        ("tui.commands.mcp", "mcp pydantic starlette uvicorn msgspec numpy textual"),
        ("index.store.times", "corpus.times.find"),
    ],
)
def test_a_module_loads_nothing_its_layer_does_not_need(script: "Run", module: str, unwanted: str) -> None:
    done = script(
        f"import sys, {module}\nprint('LOADED', *[name for name in '{unwanted}'.split() if name in sys.modules])"
    )
    assert done.out.strip() == "LOADED", done.err


def test_loading_articles_needs_no_numbers_library(script: "Run", articles: Path) -> None:
    (articles / "quarry-sea-dragon.html").unlink()
    done = script(
        "import sys; from pathlib import Path; from corpus.files import find_files\n"
        "from corpus.loading import load_file; from corpus.settings import LoadingSettings\n"
        "for file in find_files([Path(sys.argv[1])]): print(list(load_file(file, LoadingSettings()))[0].__class__)\n"
        "print('numpy' in sys.modules)",
        articles,
    )
    assert done.out.splitlines()[-1] == "False", done.err


def test_imports_point_left_only() -> None:
    if importlib.util.find_spec("importlinter") is None:
        pytest.skip("import-linter is not installed")
    command = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr


def imported_modules(path: Path, modules: dict[str, Path]) -> set[str]:
    """List the modules of this project that a module imports, also within functions and for types."""
    result: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            result |= {f"{node.module}.{name.name}" for name in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            result |= {name.name for name in node.names}
        elif isinstance(node, ast.Name):
            assert node.id != "__import__", f"{path} imports what no tool can follow"
    return result & modules.keys()


def test_no_modules_import_one_another_in_a_circle() -> None:
    """Not within functions either: a deferred import is still a cycle."""
    files = [path for package in OURS for path in (ROOT / package).rglob("*.py") if path.name != "__init__.py"]
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in files}
    graph = {name: imported_modules(path, modules) - {name} for name, path in modules.items()}
    assert len(list(graphlib.TopologicalSorter(graph).static_order())) == len(modules)


def test_every_command_of_the_command_line_is_in_the_module_of_its_name() -> None:
    result = {path.stem for path in (ROOT / "tui" / "commands").glob("*.py")}
    assert set(qa.list_commands(click.Context(qa))) <= result
    for name in qa.list_commands(click.Context(qa)):
        assert qa.get_command(click.Context(qa), name).name == name


def test_no_test_folder_hides_a_package(script: "Run") -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
    done = script(
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import corpus, index, qa, tui\n"
        "print(*(module.__file__ for module in (corpus, index, qa, tui)), sep='\\n')",
        ROOT / "tests",
    )
    assert done.out.split("\n")[:4] == [str(ROOT / name / "__init__.py") for name in ("corpus", "index", "qa", "tui")]


def test_importing_from_qa_loads_no_runtime(script: "Run") -> None:
    for code in ("import qa", "from qa import Engine, Settings, Answer, QAError, Filter, Progress"):
        done = script(f"import sys; {code}\nprint([name for name in '{RUNTIMES}'.split() if name in sys.modules])")
        assert done.out.strip() == "[]", done.err


def test_naming_the_engine_costs_little() -> None:
    """At most 60 ms of processor time more than a Python that does nothing; the best of some runs."""

    def milliseconds(code: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        after = os.times()
        return 1000 * (after.children_user + after.children_system - before.children_user - before.children_system)

    both = [(milliseconds("pass"), milliseconds("from qa import Engine")) for _ in range(5)]
    nothing, engine = (min(loss) for loss in zip(*both, strict=True))
    assert engine - nothing <= 60, f"{engine:.0f} ms beside {nothing:.0f}"
