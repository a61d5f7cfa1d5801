"""The page on quotations: its example runs over the samples."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from corpus.files import samples_folder
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from qa import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "quotations.md").read_text(encoding="utf-8")


def test_the_example_tells_who_said_it(
    fakes: ModuleType, index_settings: IndexSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    rebuild(Settings().index, [samples_folder()], fakes.FakeEncoder(), index_settings)
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(program, "quotations.md", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out == "verbatim Ken McCallum\n"
