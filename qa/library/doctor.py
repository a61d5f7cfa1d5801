"""Check all of an index: report what is wrong, and how to repair it.

Asking checks what is cheap; this reads every byte. Nothing is changed. A file that is not what
was written is not handed to the library that would read it.
"""

import importlib.metadata
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus.errors import IndexDamaged, QAError
from corpus.progress import OnProgress, Throttle, silent
from index.cluster.build import open_collection, open_searches
from index.dense.faiss_index import DenseIndex
from index.dense.search import DenseSearch
from index.encoder.onnx_encoder import OnnxEncoder
from index.lexical.bm25 import BM25Index
from index.lexical.search import WordSearch
from index.settings import EngineSettings
from index.store.articles import ArticleStore
from index.store.checksums import verify
from index.store.layout import BuildFolder, IndexFolder
from index.store.manifest import Manifest, read_manifest
from index.store.rows import StoredPassage
from qa.library.doctor_engine import check_engine
from qa.library.doctor_environment import Check, check_surroundings
from qa.library.status import check_fresh
from qa.settings import Settings

_SAMPLE = 20
"""Passages that are encoded, looked up and cited, spread evenly over the index."""
_SAME = 0.99
"""Cosine between a stored embedding and the same passage encoded now; half precision leaves 0.9999."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything that was looked at."""

    index: Path
    checks: tuple[Check, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing failed; warnings may be among it."""
        return all(check.state != "failed" for check in self.checks)


@dataclass(slots=True)
class _Parts:
    """The parts of a build that are unchanged since they were written and could be opened."""

    folder: BuildFolder
    manifest: Manifest
    whole: set[str] = field(default_factory=set)
    store: ArticleStore | None = None
    encoder: OnnxEncoder | None = None
    sample: list[StoredPassage] = field(default_factory=list)
    engine: EngineSettings = EngineSettings()

    def has(self, part: str) -> bool:
        """Return whether every file of a part is as it was written."""
        names = {name for name in self.manifest.files if name.startswith(part)}
        return bool(names) and names <= self.whole


def examine(settings: Settings, on_progress: OnProgress = silent) -> Diagnosis:
    """Check everything an index needs to answer and to be rebuilt.

    Args:
        settings: Which index, and how it is asked and made.
        on_progress: Called at least every 0.2 s; its exceptions pass through.

    Returns:
        The findings; problems are reported, not raised.
    """
    checks = [Check("version", "ok", _versions())]
    checks += _build_checks(settings, on_progress)
    checks += check_surroundings(settings)
    return Diagnosis(settings.index, tuple(checks))


def _build_checks(settings: Settings, on_progress: OnProgress) -> Iterator[Check]:
    try:
        folder = IndexFolder(settings.index).live()
        yield Check("pointer", "ok", f"CURRENT names {folder.path.name}")
        manifest = read_manifest(folder)
        check_fresh(manifest, settings)
    except QAError as error:
        yield Check("manifest", "failed", error.message, error.remedy)
        return
    yield Check("manifest", "ok", f"format {manifest.format}, made {manifest.created}, {len(manifest.files)} files")
    parts = _Parts(folder, manifest, engine=settings.engine)
    try:
        yield from _files(parts, on_progress)
        yield from check_engine(manifest, settings)
        for name, look in (
            ("articles", _articles),
            ("encoder", _encoder),
            ("dense", _dense),
            ("lexical", _lexical),
        ):
            yield _guarded(name, look, parts)
    finally:
        if parts.store:
            parts.store.close()


def _files(parts: _Parts, on_progress: OnProgress) -> Iterator[Check]:
    """Hold every file against its checksum."""
    sizes = {name: record.size for name, record in parts.manifest.files.items()}
    throttle = Throttle("checking", on_progress, total=len(sizes))
    for done, name in enumerate(sizes, start=1):
        try:
            verify(parts.folder, parts.manifest, name, lambda done=done: throttle.tick(done - 1))  # type: ignore[misc]
            parts.whole.add(name)
        except IndexDamaged as error:
            yield Check("files", "failed", error.message, "qa rebuild")
        throttle.tick(done)
    if len(parts.whole) == len(sizes):
        yield Check("files", "ok", f"{len(sizes)} files, {sum(sizes.values()):,} bytes, as they were written")
    known = {parts.folder.path / name for name in sizes}
    strange = sorted(path.name for path in parts.folder.files() if path not in known)
    if strange:
        yield Check("files", "warning", f"not of this build: {', '.join(strange[:5])}", "qa rebuild")


def _guarded(name: str, look: Callable[[_Parts], str], parts: _Parts) -> Check:
    """Run one check; an error in it becomes a finding."""
    needed = {"articles": "articles.", "encoder": "encoder/", "dense": "dense.", "lexical": "lexical/"}[name]
    if parts.manifest.engine and name in ("dense", "lexical"):
        needed = "articles."  # the rest of them is in the engine
    if not parts.has(needed):
        return Check(name, "failed", "not checked: one of its files is not what was written", "qa rebuild")
    try:
        return Check(name, "ok", look(parts))
    except QAError as error:
        return Check(name, "failed", error.message, error.remedy or "qa rebuild")
    except Exception as error:  # noqa: BLE001 - four libraries have their own
        return Check(name, "failed", f"{type(error).__name__}: {error}", "qa rebuild")


def _articles(parts: _Parts) -> str:
    manifest = parts.manifest
    parts.store = store = ArticleStore.open(parts.folder.articles, manifest.encoder["fingerprint"])
    wrong = store.integrity()
    if wrong:
        raise IndexDamaged(f"SQLite finds: {wrong}", "qa rebuild")
    _same("articles", manifest.articles, store.count("articles"))
    _same("passages", manifest.passages, store.count("passages"))
    step = max(1, manifest.passages // _SAMPLE)
    rows = range(0, manifest.passages, step)
    for row, passage in zip(rows, store.passages(rows), strict=True):
        article = store.article(passage.article_id)
        if article is None or article.text[passage.start : passage.end] != passage.text:
            raise IndexDamaged(f"Passage {row} is not in its article.", "qa rebuild")
    parts.sample = store.stored(rows)
    counts = f"{manifest.articles:,} articles and {manifest.passages:,} passages"
    return f"{counts}; {len(rows)} of them stand where they should"


def _encoder(parts: _Parts) -> str:
    parts.encoder = encoder = OnnxEncoder(parts.folder.encoder)
    _same("dimensions", parts.manifest.encoder["dim"], encoder.dim)
    length = float(np.linalg.norm(encoder.encode_query("when did the agency open its account")))
    if encoder.card.normalise and abs(length - 1) > 1e-3:
        raise IndexDamaged(f"The encoder gives a vector of length {length:.3f}; it should be 1.", "qa rebuild")
    return f"{encoder.name} runs: {encoder.dim} dimensions, length {length:.3f}"


def _dense(parts: _Parts) -> str:
    dense = _searches(parts)[0] if parts.manifest.engine else DenseIndex.load(parts.folder.dense)
    _same("embeddings", parts.manifest.passages, len(dense))
    _same("dimensions", parts.manifest.encoder["dim"], dense.dim)
    kind = f"{len(dense):,} embeddings in {dense.kind}"
    if parts.encoder is None or not parts.sample:
        return kind
    stored = dense.vectors([passage.row for passage in parts.sample])
    now = parts.encoder.encode_passages([passage.indexed_text for passage in parts.sample])
    cosines = (stored * now).sum(axis=1) / (np.linalg.norm(stored, axis=1) * np.linalg.norm(now, axis=1))
    if not float(cosines.min()) > _SAME:
        raise IndexDamaged(
            f"An embedding has the cosine {float(cosines.min()):.3f} to its passage; it should be 1.", "qa rebuild"
        )
    return f"{kind}; {len(cosines)} of them are those of their passages"


def _lexical(parts: _Parts) -> str:
    lexical = _searches(parts)[1] if parts.manifest.engine else BM25Index.load(parts.folder.lexical)
    _same("passages", parts.manifest.passages, len(lexical))
    lost = [passage_row.row for passage_row in parts.sample if not lexical.search(passage_row.passage.text[:200], 1)]
    if lost:
        raise IndexDamaged(f"A search for the words of passage {lost[0]} does not find it.", "qa rebuild")
    return f"{len(lexical):,} passages; the words of {len(parts.sample)} are found"


def _searches(parts: _Parts) -> tuple[DenseSearch, WordSearch]:
    """Open both searches in the engine of a build that has one."""
    manifest = parts.manifest
    if parts.store is None:
        raise IndexDamaged("The articles cannot be opened.", "qa rebuild")
    collection = open_collection(manifest.engine or {}, parts.engine, exact=bool(manifest.settings.get("dense.exact")))
    return open_searches(collection, parts.store, manifest.encoder["dim"], manifest.dense_kind)


def _same(what: str, expected: int, actual: int) -> None:
    if expected != actual:
        raise IndexDamaged(f"{actual:,} {what} were found; the manifest states {expected:,}.", "qa rebuild")


def _versions() -> str:
    names = ("quotewire", "faiss-cpu", "onnxruntime", "tantivy", "tokenizers", "numpy")
    versions = [f"{name} {_version(name)}" for name in names]
    return ", ".join([*versions, f"Python {platform.python_version()}", platform.system()])


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed as a package"
