"""Fixtures for all tests. No test can touch the user's own folders, settings or index."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as hypothesis_settings

from corpus.article import Article
from corpus.files import Skip, SourceFile, samples_folder
from corpus.loading import Loader
from corpus.settings import ChunkingSettings, LoadingSettings
from index.build import Build, open_live
from index.rebuild.builder import rebuild
from index.settings import EngineSettings, IndexSettings, RetrievalSettings
from index.store.checksums import record_files
from index.store.layout import IndexFolder
from index.store.manifest import Manifest
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.reading.model import SpanModel
from qa.settings import Settings
from tui.cli import run

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder
    from tests.milvus import Milvus
    from tests.preparedmodel import PreparedModel
    from tests.webserver import Reply, Site

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # of the tests' own process; the processes they start do without

TESTS = Path(__file__).parent
ROOT = TESTS.parent
DATA = TESTS / "data"

# The same examples on every machine, and nothing written beside the code.
hypothesis_settings.register_profile("tests", deadline=None, database=None, derandomize=True)
hypothesis_settings.load_profile("tests")


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_FAKES = _load("fakes")
_OUTPUTS = _load("outputs")
_WEB = _load("webserver")
_MILVUS = _load("milvus")
_MODEL = _load("preparedmodel")
for _name in ("filemakers", "renderings", "printing"):  # their functions make parameters, which no fixture can
    sys.modules[_name] = _load(_name)
FEW = Settings(retrieval=RetrievalSettings(k=6))


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Redirect every user folder to a new one, and ignore the settings of the user who runs the tests."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith("QA_") or name == "NO_COLOR":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("APPDATA", str(home / "appdata"))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "appdata"))
    for name, folder in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_CACHE_HOME": ".cache",
        "XDG_CONFIG_HOME": ".config",
        "XDG_STATE_HOME": ".local/state",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    yield home
    shutil.rmtree(home, ignore_errors=True)


# ---------------------------------------------------------------- fakes


@pytest.fixture(scope="session")
def fakes() -> ModuleType:
    """FakeEncoder, FakeRetriever and FakeReader; test modules cannot import one another."""
    return _FAKES


@pytest.fixture(scope="session")
def outputs() -> ModuleType:
    """Checks JSON against the published schemas."""
    return _OUTPUTS


@pytest.fixture
def model() -> "Iterator[PreparedModel]":
    """A local server of a language model, which gives prepared replies."""
    prepared = _MODEL.PreparedModel()
    yield prepared
    prepared.close()


@pytest.fixture
def encoder(fakes: ModuleType) -> "FakeEncoder":
    return fakes.FakeEncoder()


# ---------------------------------------------------------------- articles


@pytest.fixture(scope="session")
def data() -> Path:
    return DATA


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Copy the test articles to a folder that the test may change."""
    return Path(shutil.copytree(DATA / "articles", tmp_path / "articles"))


@pytest.fixture(scope="session")
def loaders() -> Iterator[dict[LoadingSettings, Loader]]:
    """Reuse the parsers' processes between tests: starting one takes half a second."""
    kept: dict[LoadingSettings, Loader] = {}
    yield kept
    for loader in kept.values():
        loader.close()


@pytest.fixture
def load(loaders: dict[LoadingSettings, Loader]) -> Callable[..., list[Article | Skip]]:
    """Read the articles and skips of one file."""

    def load(path: Path, **options: Any) -> list[Article | Skip]:
        settings = LoadingSettings(**options)
        loader = loaders.setdefault(settings, Loader(settings))
        return list(loader.load(SourceFile(path, path.parent)))

    return load


@pytest.fixture
def article_of(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> Callable[..., Article]:
    """Write a file and read the one article in it."""

    def article_of(content: str | bytes, name: str = "article.txt") -> Article:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (article,) = load(path)
        assert isinstance(article, Article), article
        return article

    return article_of


# ---------------------------------------------------------------- an index with the fake encoder


@pytest.fixture(scope="session")
def index_settings() -> IndexSettings:
    return IndexSettings(chunking=ChunkingSettings(size=64, overlap=1))


@pytest.fixture(scope="session")
def shared_index(tmp_path_factory: pytest.TempPathFactory, index_settings: IndexSettings) -> Path:
    """An index of the test articles that tests share: read it, do not write to it."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(DATA / "articles", folder / "articles")
    rebuild(folder / "index", [folder / "articles"], _FAKES.FakeEncoder(), index_settings)
    return folder / "index"


@pytest.fixture
def index_folder(shared_index: Path, tmp_path: Path) -> Path:
    """A copy of the shared index that the test may damage."""
    return Path(shutil.copytree(shared_index, tmp_path / "index"))


@pytest.fixture
def pass_as_written() -> Callable[[Path], None]:
    """Update the manifest to the current files, so that opening does not detect damage."""

    def pass_as_written(folder: Path) -> None:
        build = IndexFolder(folder).live()
        stored = json.loads(build.manifest.read_text(encoding="utf-8"))
        fields = {name: stored[name] for name in stored.keys() - {"checksum", "files", "dense_lists"}}
        Manifest(**fields, files=record_files(build)).write(build)

    return pass_as_written


@pytest.fixture
def build(shared_index: Path, encoder: "FakeEncoder") -> Iterator[Build]:
    opened = open_live(shared_index, encoder)
    yield opened
    opened.store.close()


@pytest.fixture(scope="session")
def few() -> Settings:
    """Settings under which few passages are read, for tests that ask many questions."""
    return FEW


@pytest.fixture(scope="session")
def reader_model() -> SpanModel:
    """The reader that ships."""
    return SpanModel.open()


@pytest.fixture
def indexed(tmp_path: Path, fakes: ModuleType) -> Iterator[Callable[..., Build]]:
    """Index entries of an export with the fake encoder; return the open build."""
    opened: list[Build] = []

    def indexed(*entries: dict[str, object]) -> Build:
        export = tmp_path / "articles" / "export.jsonl"
        export.parent.mkdir(exist_ok=True)
        export.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries), encoding="utf-8")
        encoder = fakes.FakeEncoder()
        rebuild(tmp_path / "index", [export.parent], encoder, IndexSettings())
        opened.append(open_live(tmp_path / "index", encoder))
        return opened[-1]

    yield indexed
    for build in opened:
        build.store.close()


@pytest.fixture
def engine(build: Build, reader_model: SpanModel) -> Engine:
    return Engine.over(build, FEW, model=reader_model)


# ---------------------------------------------------------------- the real encoder


@pytest.fixture(scope="session")
def no_network() -> tuple[str, ...]:
    """The prefix of a command that runs it without a network interface; empty if that is not permitted."""
    if shutil.which("unshare") is not None:
        for command in (("unshare", "-n"), ("unshare", "-rn")):
            if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
                return command
    return ()


@pytest.fixture(scope="session")
def first_rebuild(tmp_path_factory: pytest.TempPathFactory, no_network: tuple[str, ...]) -> "FirstRebuild":
    """Index the test articles as on a fresh installation, without a network: the model is compiled here, once a run.

    Name a folder in QUOTEWIRE_TEST_CACHE to keep the compiled model from one run to the next.
    """
    folder = tmp_path_factory.mktemp("first")
    cache = Path(os.environ.get("QUOTEWIRE_TEST_CACHE") or folder / "cache")
    environment = _unaided() | {"QA_CACHE": str(cache), "HOME": str(folder)}
    arguments = ["rebuild", str(DATA / "articles"), "--index", str(folder / "index")]
    done = subprocess.run(
        [*no_network, sys.executable, "-m", "tui.cli", *arguments],
        capture_output=True,
        env=environment,
        encoding="utf-8",
        check=False,
    )
    return FirstRebuild(Outcome(done.returncode, done.stdout, done.stderr), cache, folder / "index")


@pytest.fixture(scope="session")
def cache(first_rebuild: "FirstRebuild") -> Path:
    """Where the compiled encoder is."""
    assert first_rebuild.outcome.code == 0, first_rebuild.outcome.err
    return first_rebuild.cache


@pytest.fixture(scope="session")
def article_index(first_rebuild: "FirstRebuild") -> Path:
    """The test articles under the real encoder: read it, do not write to it."""
    assert first_rebuild.outcome.code == 0, first_rebuild.outcome.err
    return first_rebuild.index


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """The bundled samples under the real encoder: read it, do not write to it."""
    folder = tmp_path_factory.mktemp("samples") / "index"
    rebuild_index(Settings(index=folder, cache=cache), [samples_folder()])
    return folder


# ---------------------------------------------------------------- a web server


@pytest.fixture
def site() -> "Iterator[Site]":
    """A local web server whose replies the test defines."""
    site = _WEB.Site()
    yield site
    site.end()


@pytest.fixture
def secure_site(tmp_path: Path) -> "Iterator[Site]":
    """The same over TLS, with a self-signed certificate: `certificate`."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path / "certificate.pem"
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
    subprocess.run([*command, "-keyout", path, "-out", tmp_path / "public.pem"], check=True, capture_output=True)
    path.write_text(path.read_text() + (tmp_path / "public.pem").read_text(), encoding="utf-8")
    site = _WEB.Site(path)
    site.certificate = tmp_path / "public.pem"  # without the key
    yield site
    site.end()


@pytest.fixture(scope="session")
def reply() -> "type[Reply]":
    """The reply of a path of `site`."""
    return _WEB.Reply


# ---------------------------------------------------------------- an engine of many machines


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Milvus]":
    """A Milvus server that tests share; each index in it has a different name."""
    if _MILVUS.LACKING:
        pytest.skip(f"not installed: {', '.join(_MILVUS.LACKING)}")
    server = _MILVUS.Milvus(tmp_path_factory.mktemp("milvus") / "data")
    yield server
    server.kill()


@pytest.fixture(scope="module")
def restless_milvus(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Milvus]":
    """The server of `own_milvus`: starting one takes seconds."""
    if _MILVUS.LACKING:
        pytest.skip(f"not installed: {', '.join(_MILVUS.LACKING)}")
    server = _MILVUS.Milvus(tmp_path_factory.mktemp("restless") / "data")
    yield server
    server.kill()


@pytest.fixture
def own_milvus(restless_milvus: "Milvus") -> "Iterator[Milvus]":
    """A Milvus server that the test may stop and start; it runs again after it."""
    yield restless_milvus
    restless_milvus.revive()


@pytest.fixture(scope="session")
def engine_index(shared_index: Path, milvus: "Milvus", index_settings: IndexSettings) -> Path:
    """The articles of `shared_index` in Milvus: read it, do not write to it."""
    folder = shared_index.parent / "in-engine"
    engine = EngineSettings("milvus", milvus.url, "shared")
    encoder = _FAKES.FakeEncoder()
    rebuild(folder, [shared_index.parent / "articles"], encoder, replace(index_settings, engine=engine))
    return folder


# ---------------------------------------------------------------- the command line


@dataclass(frozen=True)
class Outcome:
    """The outcome of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]
"""Runs a command with its arguments, as the fixtures `qa`, `qa_process` and `script` do."""


@dataclass(frozen=True)
class FirstRebuild:
    """The outcome of the first rebuild of a fresh installation."""

    outcome: Outcome
    cache: Path
    index: Path


def _unaided() -> dict[str, str]:
    """Copy the environment without variables that keep libraries off the network: the code must do that itself."""
    kept_off = {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "CI"}
    environment = {name: value for name, value in os.environ.items() if name not in kept_off}
    return environment | {"PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join([str(ROOT), str(TESTS)])}


@pytest.fixture
def qa(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Callable[..., Outcome]:
    """Run a command in this process."""
    if request.node.get_closest_marker("models"):
        monkeypatch.setenv("QA_CACHE", str(request.getfixturevalue("cache")))

    def qa(*arguments: object) -> Outcome:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        _OUTPUTS.validate([str(argument) for argument in arguments], captured.out)
        return Outcome(int(code), captured.out, captured.err)

    return qa


@pytest.fixture
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment of a separate process: the redirected folders, and the compiled encoder."""
    result = _unaided()
    if request.node.get_closest_marker("models"):
        result["QA_CACHE"] = str(request.getfixturevalue("cache"))
    return result


@pytest.fixture
def qa_process(environment: dict[str, str], tmp_path: Path) -> Callable[..., Outcome]:
    """Run a command in a separate process, as a shell does."""

    def qa_process(*arguments: object, given: str | bytes = b"", before: tuple[str, ...] = (), **more: str) -> Outcome:
        done = subprocess.run(
            [*before, sys.executable, "-m", "tui.cli", *map(os.fsencode, map(str, arguments))],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            env=environment | more,
            cwd=tmp_path,
            timeout=120,
            check=False,
        )
        out, err = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
        _OUTPUTS.validate(list(map(str, arguments)), out)
        return Outcome(done.returncode, out, err)

    return qa_process


@pytest.fixture
def script(environment: dict[str, str], tmp_path: Path) -> Callable[..., Outcome]:
    """Run a few lines of Python in a separate process, which can import `fakes`."""

    def script(code: str, *arguments: object, before: tuple[str, ...] = ()) -> Outcome:
        done = subprocess.run(
            [*before, sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True,
            env=environment,
            cwd=tmp_path,
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return script


@pytest.fixture
def as_nobody(request: pytest.FixtureRequest, tmp_path: Path, own_folders: Path) -> tuple[str, ...]:
    """The prefix of a command that runs it as an unprivileged user; root may read and write anything."""
    if not hasattr(os, "geteuid"):
        pytest.skip("users and permissions are POSIX's")
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("running as root, and there is no setpriv to become another user")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    own_folders.chmod(0o777)
    if request.node.get_closest_marker("models"):
        cache = request.getfixturevalue("cache")
        for path in (cache.parent, cache, *cache.rglob("*")):
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    command = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    probe = [*command, sys.executable, "-c", "import numpy, tantivy, charset_normalizer, corpus"]
    if subprocess.run(probe, cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip("running as root, and another user may not read this Python's packages or this folder")
    return command
