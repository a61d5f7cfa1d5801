"""Settings from the command line, the environment, ``qa.toml`` and defaults, in this order of precedence."""

import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from corpus.errors import SettingsInvalid
from corpus.settings import ChunkingSettings, LoadingSettings, WebSettings
from index.settings import DenseSettings, EncoderSettings, EngineSettings, IndexSettings, RetrievalSettings
from qa.locations import cache_folder, data_folder

_RANGES: dict[str, tuple[float, float]] = {
    "encoder.jobs": (0, 1024),
    "chunking.size": (16, 480),
    "chunking.overlap": (0, 8),
    "loading.max_megabytes": (1, 2000),
    "loading.max_file_megabytes": (1, 100_000),
    "loading.max_unpacked_megabytes": (1, 10_000_000),
    "loading.seconds": (1, 86_400),
    "loading.memory_megabytes": (256, 1_000_000),
    "retrieval.k": (1, 1000),
    "retrieval.depth": (1, 10_000),
    "retrieval.dense_weight": (0, 1),
    "reading.threshold": (0, 1),
    "reading.close": (0, 20),
    "reading.enough": (0, 1),
    "llm.seconds": (1, 3600),
    "engine.seconds": (0.1, 600),
    "web.delay": (0, 600),
    "web.seconds": (1, 600),
    "web.max_megabytes": (1, 2000),
    "web.pages": (1, 100_000),
}
_CHOICES = {"engine.kind": ("local", "milvus")}
_SHORT = {"QA_INDEX": "index", "QA_CACHE": "cache", "QA_MODEL": "encoder.model"}


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How passages are read."""

    threshold: float = 0.4
    """Minimum confidence of an answer, 0 to 1. 0 always answers, 1 refuses everything. Chosen on the risk-coverage
    curve, see bench/."""
    close: int = 4
    """Most passages, 0 to 20, that the larger network reads again, chosen by the first network. Each takes about 70 ms
    on two cores; with 0, answers are wrong more often."""
    enough: float = 0.5
    """Evidence, 0 to 1, from which one of the first six passages may answer without reading the others. 1 reads all.
    Chosen so that reading all does not answer better, see ``bench.stages``."""


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """The language model that phrases answers, on request."""

    url: str = ""
    """Address of a server with an API like OpenAI's, including its version: ``http://127.0.0.1:11434/v1`` is Ollama's.
    Nothing is sent unless this is set and a phrasing is requested."""
    model: str = ""
    """The model's name on that server."""
    seconds: float = 60.0
    """Timeout of a phrasing in seconds, 1 to 3600."""


@dataclass(frozen=True, slots=True)
class HistorySettings:
    """What is stored about earlier questions."""

    last_places: bool = True
    """Whether the files and lines of the last answer or search are stored, in a file that only you can read, for
    `qa open`. false stores nothing, and deletes what was stored."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings."""

    index: Path = field(default_factory=lambda: data_folder() / "index")
    """The index folder."""
    cache: Path = field(default_factory=cache_folder)
    """The folder of compiled encoders; deleting it costs a few seconds at the next rebuild."""
    library: Path = field(default_factory=lambda: data_folder() / "library")
    """The folder of fetched pages, one file each, with a record of when and where they were fetched."""
    encoder: EncoderSettings = EncoderSettings()
    chunking: ChunkingSettings = ChunkingSettings()
    loading: LoadingSettings = LoadingSettings()
    dense: DenseSettings = DenseSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    reading: ReadingSettings = ReadingSettings()
    engine: EngineSettings = EngineSettings()
    web: WebSettings = WebSettings()
    llm: LanguageModelSettings = LanguageModelSettings()
    history: HistorySettings = HistorySettings()
    chosen: frozenset[str] = frozenset()
    """Dotted names of the settings that the user chose; the others give way to those of the index."""

    def shaping(self) -> IndexSettings:
        """Select the settings that determine the contents of an index."""
        return IndexSettings(self.encoder, self.chunking, self.loading, self.dense, self.engine)

    def choosing(self, key: str, value: Any) -> "Settings":
        """Set a setting as on the command line."""
        return _with(self, key, value, "the command line")

    def as_made(self, recorded: Mapping[str, Any]) -> "Settings":
        """Use the settings of an index where the user did not choose others.

        Args:
            recorded: Dotted name to value, from a manifest.

        Returns:
            The settings to rebuild the index with.
        """
        settings = self
        for key, value in recorded.items():
            if key not in self.chosen:
                settings = _with(settings, key, value, "the index")
        return replace(settings, chosen=self.chosen)


def keys() -> dict[str, Any]:
    """List every setting by its dotted name, with its default."""
    names: dict[str, Any] = {}
    defaults = Settings()
    for part in fields(Settings):
        value = getattr(defaults, part.name)
        if part.name == "chosen":
            continue
        if isinstance(value, Path):
            names[part.name] = value
        else:
            names |= {f"{part.name}.{inner.name}": getattr(value, inner.name) for inner in fields(value)}
    return names


def load_settings(flags: Mapping[str, Any], environment: Mapping[str, str], file: Path) -> Settings:
    """Load the settings.

    Args:
        flags: Dotted name to value, from the command line; None if not given.
        environment: ``QA_INDEX``, ``QA_CACHE``, ``QA_MODEL``, and ``QA_<SECTION>_<KEY>`` for every other setting.
        file: ``qa.toml``; may not exist.

    Returns:
        The settings in force.

    Raises:
        SettingsInvalid: If a key is unknown or a value is invalid; the message names the origin, the key and
            what was expected.
    """
    settings = Settings()
    for origin, values in ((str(file), _from_file(file)), ("the environment", _from_environment(environment))):
        for key, value in values.items():
            settings = _with(settings, key, value, origin)
    for key, value in flags.items():
        if value is not None:
            settings = _with(settings, key, value, "the command line")
    return settings


def _from_file(file: Path) -> dict[str, Any]:
    import tomllib  # 8 ms with the next: only if there may be a file

    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsInvalid(f"{file} cannot be read: {error}") from error
    values: dict[str, Any] = {}
    for name, value in tables.items():
        values |= {f"{name}.{key}": inner for key, inner in value.items()} if isinstance(value, dict) else {name: value}
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    names = {f"QA_{key.replace('.', '_').upper()}": key for key in keys()} | _SHORT
    values: dict[str, str] = {}
    for name, value in environment.items():
        if not value:
            continue
        if name in names:
            values[names[name]] = value
        elif name.startswith("QA_") and (near := _nearest(name, names, 0.85)):
            raise SettingsInvalid(f"Unknown setting {name} in the environment: did you mean {near}?")
    return values


def _with(settings: Settings, key: str, value: Any, origin: str) -> Settings:
    known = keys()
    if key not in known:
        near = _nearest(key, known, 0.3)
        hint = f": did you mean {near}?" if near else "."
        raise SettingsInvalid(f"Unknown setting {key} in {origin}{hint}")
    read = _read(key, value, known[key], origin)
    chosen = settings.chosen | {key}
    section, _, name = key.partition(".")
    if not name:
        return replace(settings, chosen=chosen, **{key: read})
    return replace(settings, chosen=chosen, **{section: replace(getattr(settings, section), **{name: read})})


def _nearest(name: str, known: Iterable[str], cutoff: float) -> str:
    """Find the known name most similar to another; empty if none is similar."""
    import difflib

    return next(iter(difflib.get_close_matches(name, list(known), 1, cutoff)), "")


def _read(key: str, value: Any, default: Any, origin: str) -> Any:
    kind: Any = Path if isinstance(default, Path) else type(default)
    if kind is tuple:
        return _several(key, value, origin)
    try:
        if kind is bool:
            return _truth(value)
        if isinstance(value, bool) or (kind is int and isinstance(value, float)):
            raise ValueError
        read = kind(os.path.expanduser(value)) if kind is Path else kind(value)
    except (ValueError, TypeError):
        raise SettingsInvalid(f"{key} in {origin} should be {_called(kind)}, found {value!r}.") from None
    if read not in _CHOICES.get(key, (read,)):
        raise SettingsInvalid(f"{key} in {origin} should be {' or '.join(_CHOICES[key])}, found {value!r}.")
    low, high = _RANGES.get(key, (-math.inf, math.inf))
    if isinstance(read, int | float) and not low <= read <= high:
        raise SettingsInvalid(f"{key} in {origin} should be from {low:g} to {high:g}, found {value!r}.")
    return read


def _truth(value: Any) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if str(value).lower() not in words:
        raise ValueError
    return words[str(value).lower()]


def _several(key: str, value: Any, origin: str) -> tuple[str, ...]:
    """Parse a list of texts; in the environment they are separated by commas."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise SettingsInvalid(f"{key} in {origin} should be a list of texts, found {value!r}.")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _called(kind: type) -> str:
    return {bool: "true or false", int: "a whole number", float: "a number", Path: "a path"}.get(kind, "text")
