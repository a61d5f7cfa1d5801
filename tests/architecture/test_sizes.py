"""Maximum sizes of modules and functions."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULE, FUNCTION, TEST_MODULE = 300, 40, 320
"""Lines at most; those of a function include its docstring."""


def code() -> list[Path]:
    return [
        path for name in ("corpus", "index", "qa", "tui", "bench", "training") for path in (ROOT / name).rglob("*.py")
    ]


def test_no_module_and_no_function_is_too_long() -> None:
    for path in code():
        source = path.read_text(encoding="utf-8")
        assert source.count("\n") <= MODULE, path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < FUNCTION, f"{path}: {node.name}"


def test_no_test_module_is_too_long() -> None:
    longer = [path for path in (ROOT / "tests").rglob("test_*.py") if path.read_text().count("\n") > TEST_MODULE]
    assert longer == []


def test_no_folder_of_tests_has_too_many() -> None:
    for folder in {path.parent for path in (ROOT / "tests").rglob("test_*.py")}:
        assert len(list(folder.glob("test_*.py"))) <= 15, folder


def test_the_folders_of_index_and_qa_are_few() -> None:
    for package, most in (("index", 13), ("qa", 15)):
        rooms = [path for path in (ROOT / package).iterdir() if path.suffix == ".py" or list(path.glob("*.py"))]
        assert len(rooms) - 1 <= most, package  # the __init__ apart
