"""If there is no index, one of the samples is built, once."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa.first_run import open_or_make_samples
from qa.settings import Settings


@pytest.mark.models
def test_a_missing_index_is_made_of_the_samples_and_said_before_and_after(tmp_path: Path, cache: Path) -> None:
    settings = replace(Settings(), index=tmp_path / "index", cache=cache)
    collected: list[Any] = []
    for _ in range(2):
        engine = open_or_make_samples(settings, on_missing=collected.append, on_made=collected.append)
        assert engine.ask("when did GCHQ join Instagram").text
        engine.close()
    missing, made = collected
    assert missing == settings.index
    assert made.articles > 10
