"""The page on Python: its examples run over the samples, and it describes every name that can be imported."""

import doctest
import re
from pathlib import Path

import platformdirs
import pytest

import qa

PAGE = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_page_tells_of_every_name_and_no_other() -> None:
    named = set(re.findall(r"[A-Za-z_]+", PAGE))
    assert set(qa.__all__) <= named
    for line in re.findall(r">>> from qa import (.*)", PAGE):
        assert set(line.split(", ")) <= set(qa.__all__)


def test_every_name_is_there() -> None:
    for name in qa.__all__:
        assert getattr(qa, name).__name__ == name
    assert set(qa.__all__) <= set(dir(qa))
    assert qa.__all__ == sorted(qa.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Enigne'"):
        _ = qa.Enigne


@pytest.mark.models
def test_every_example_gives_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.chdir(tmp_path)
    own = platformdirs.user_cache_path("quotewire", appauthor=False)
    own.parent.mkdir(parents=True, exist_ok=True)
    own.symlink_to(cache, target_is_directory=True)
    blocks = BLOCK.findall(PAGE)
    assert len(blocks) >= 10
    names: dict[str, object] = {}
    for number, block in enumerate(blocks):
        example = doctest.DocTestParser().get_doctest(block, names, f"block {number}", "docs/python.md", None)
        messages: list[str] = []
        runner = doctest.DocTestRunner(verbose=False)
        runner.run(example, out=messages.append, clear_globs=False)
        assert runner.failures == 0, "".join(messages)
        names = example.globs
