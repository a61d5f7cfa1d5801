"""Settings of encoding, indexing and retrieval; importing this module loads no library."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.settings import ChunkingSettings, LoadingSettings

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"


LOCAL = "local"
"""The engine kind that searches files of the index."""
SELECTING = ("include", "exclude", "removed")
"""The fields of `LoadingSettings` that determine which articles are indexed."""


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """Which model embeds. Changing it makes an index stale."""

    model: str = DEFAULT_MODEL
    """A SentenceTransformer: a folder, or a hub id that is in the local cache or can be downloaded."""
    jobs: int = 0
    """Number of cores used for embedding; 0 uses all. Fewer leave capacity for other work."""
    workers: str = ""
    """Ray workers that embed: their number on this machine, or the address of a cluster, ray://head:10001. Empty embeds
    without Ray."""


@dataclass(frozen=True, slots=True)
class DenseSettings:
    """How embeddings are stored and searched."""

    exact: bool = False
    """Whether every question is compared with all passages. true finds the nearest with certainty, in time proportional
    to their number; false searches a part of them above 100,000 passages, and `qa status` gives the recall of that."""


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How passages are retrieved; none of these settings affects the index."""

    k: int = 20
    """Number of passages that are read, from 1. More passages find more answers and take longer."""
    depth: int = 100
    """Number of candidates from each of the dense index and BM25, from 1. Above 50, results on our development sets do
    not change."""
    dense_weight: float = 0.4
    """Weight of the cosine in the fused score, 0 to 1: 0 is BM25 alone, 1 is dense alone."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Where passages are stored and searched: in files, or in an external engine. The index remembers it."""

    kind: str = "local"
    """``local``: in files of the index. ``milvus``: in a Milvus server or cluster."""
    url: str = ""
    """The engine's address: http://milvus.example:19530, or https:// for an encrypted connection. If empty,
    the address that the index remembers is used."""
    collection: str = "quotewire"
    """The name of the index in the engine: letters, digits and underscores. Each index in an engine needs its own."""
    database: str = ""
    """The database in the engine; empty uses the default database."""
    seconds: float = 10.0
    """Time limit of one call including retries, 0.1 to 600 s. A short limit gives up while an engine restarts; with a
    long one, a question waits that long for an engine that is down."""
    credentials: str = ""
    """A file with lines ``URL TOKEN`` that only its owner may read; if empty, MILVUS_TOKEN
    from the environment is used."""
    certificate: str = ""
    """A file with the certificate of the authority that signed the engine's, for https://; if empty, those that the
    system trusts."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """All settings that determine the contents of a build."""

    encoder: EncoderSettings = EncoderSettings()
    chunking: ChunkingSettings = ChunkingSettings()
    loading: LoadingSettings = LoadingSettings()
    dense: DenseSettings = DenseSettings()
    engine: EngineSettings = EngineSettings()

    def recorded(self) -> dict[str, Any]:
        """Convert to the manifest's form, with the absolute path of a model folder."""
        folder = Path(self.encoder.model).expanduser()
        model = str(folder.absolute()) if folder.is_dir() else self.encoder.model
        chunking = {f"chunking.{name}": value for name, value in asdict(self.chunking).items()}
        chosen = {name: list(getattr(self.loading, name)) for name in SELECTING}
        chosen_files = {f"loading.{name}": value for name, value in chosen.items()}
        chosen_files["loading.fields"] = list(self.loading.fields)
        return chunking | {"encoder.model": model, "dense.exact": self.dense.exact} | chosen_files | self._engine()

    def _engine(self) -> dict[str, Any]:
        """Convert the engine settings; a local index records none."""
        if self.engine.kind == LOCAL:
            return {}
        return {f"engine.{name}": getattr(self.engine, name) for name in ("kind", "url", "collection", "database")}


def recorded_selection(recorded: Mapping[str, Any]) -> LoadingSettings:
    """Read from a manifest's settings which files were indexed.

    Args:
        recorded: Dotted name to value.

    Returns:
        Its globs and removals; other settings are the defaults.
    """
    include, exclude, removed = (tuple(recorded.get(f"loading.{name}", ())) for name in SELECTING)
    return LoadingSettings(include=include, exclude=exclude, removed=removed)
