"""Fixtures for rebuilding."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from index.rebuild.builder import RebuildSummary, rebuild
from index.settings import IndexSettings


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def make(
    index: Path, index_settings: IndexSettings, fakes: ModuleType
) -> Callable[..., tuple[RebuildSummary, list[str]]]:
    """Rebuild over folders; return the summary and the texts that had to be embedded."""

    def make(*sources: Any, encoder: Any = None, **options: Any) -> Any:
        encoder = encoder or fakes.FakeEncoder()
        return rebuild(index, sources, encoder, index_settings, **options), encoder.encoded

    return make
