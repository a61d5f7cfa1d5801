"""Fixtures for rebuilding."""

import pytest

from index.rebuild.builder import rebuild


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def make(index, index_settings, fakes):
    """Rebuild over folders; gives the summary and the texts that had to be embedded."""

    def make(*sources, encoder=None, **options):
        encoder = encoder or fakes.FakeEncoder()
        return rebuild(index, sources, encoder, index_settings, **options), encoder.encoded

    return make
