"""What a person may choose of encoding and finding; importing it loads no library."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.settings import ChunkingSettings, LoadingSettings

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"


LOCAL = "local"
"""The kind of engine that is none."""
SELECTING = ("include", "exclude", "removed")
"""What of `LoadingSettings` decides which articles there are."""


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """Which model embeds. Changing it makes an index stale."""

    model: str = DEFAULT_MODEL
    """A SentenceTransformer: a folder, or a hub id that is in the local cache or can be downloaded."""
    jobs: int = 0
    """Cores that embed at once; 0 takes all there are. Fewer leave room for other work."""
    workers: str = ""
    """Ray's workers that embed instead: a number of them on this machine, or a cluster's address, ray://head:10001.
    Empty embeds without Ray."""


@dataclass(frozen=True, slots=True)
class DenseSettings:
    """How embeddings are kept."""

    exact: bool = False
    """Whether every question is compared with all passages, however many. true finds the nearest
    for certain and takes as much longer as there are more; false goes through a part of them
    where there are over 100,000, and `qa status` says what that finds."""


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How passages are found; none of it shapes the index."""

    k: int = 20
    """Passages handed on to be read, from 1. More find more and take longer to read."""
    depth: int = 100
    """Passages each of dense and BM25 proposes, from 1. Flat from 50 on our development sets."""
    dense_weight: float = 0.4
    """Share of the cosine in the fused score, 0 to 1: 0 is BM25 alone, 1 is dense alone."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Where passages are searched: here, or in an engine of many machines. An index remembers it."""

    kind: str = "local"
    """``local``: in files of the index, which needs nothing else. ``milvus``: in a Milvus server or cluster."""
    url: str = ""
    """The engine's address: http://milvus.example:19530, or https:// for an encrypted connection. Empty takes
    what the index remembers."""
    collection: str = "quotewire"
    """What the index is called there: letters, digits and underscores. Several indexes in one engine need several."""
    database: str = ""
    """The engine's database; empty is its default one."""
    seconds: float = 10.0
    """Time one call may take with all repetitions, 0.1 to 600 s. Too few give up while an engine restarts; with
    many a question waits as long for one that is away."""
    credentials: str = ""
    """A file with lines ``URL TOKEN`` that only its owner may read; empty takes MILVUS_TOKEN of the environment."""
    certificate: str = ""
    """A file with the certificate of who signed the engine's, for https://; empty trusts those the system does."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Everything that decides what a build holds."""

    encoder: EncoderSettings = EncoderSettings()
    chunking: ChunkingSettings = ChunkingSettings()
    loading: LoadingSettings = LoadingSettings()
    dense: DenseSettings = DenseSettings()
    engine: EngineSettings = EngineSettings()

    def recorded(self) -> dict[str, Any]:
        """Name the settings as the manifest does, a model's folder by its absolute path."""
        folder = Path(self.encoder.model).expanduser()
        model = str(folder.absolute()) if folder.is_dir() else self.encoder.model
        chunking = {f"chunking.{name}": value for name, value in asdict(self.chunking).items()}
        chosen = {name: list(getattr(self.loading, name)) for name in SELECTING}
        chosen_files = {f"loading.{name}": value for name, value in chosen.items()}
        chosen_files["loading.fields"] = list(self.loading.fields)
        return chunking | {"encoder.model": model, "dense.exact": self.dense.exact} | chosen_files | self._engine()

    def _engine(self) -> dict[str, Any]:
        """Name the engine; an index that is searched in its own files says nothing of one."""
        if self.engine.kind == LOCAL:
            return {}
        return {f"engine.{name}": getattr(self.engine, name) for name in ("kind", "url", "collection", "database")}


def recorded_selection(recorded: Mapping[str, Any]) -> LoadingSettings:
    """Take from a manifest's settings which files were read.

    Args:
        recorded: Dotted name to value.

    Returns:
        Its globs and removals; other settings are the defaults.
    """
    include, exclude, removed = (tuple(recorded.get(f"loading.{name}", ())) for name in SELECTING)
    return LoadingSettings(include=include, exclude=exclude, removed=removed)
