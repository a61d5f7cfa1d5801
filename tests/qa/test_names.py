"""If another distribution owns one of our package names, the command and the import say so on one line."""

import base64
import hashlib
import importlib.util
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("corpus", "index", "qa", "tui")


def write_wheel(folder: Path, name: str, files: dict[str, bytes], entry_points: str = "") -> Path:
    """Write a wheel of our own making."""
    info = f"{name}-1.0.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if entry_points:
        files[f"{info}/entry_points.txt"] = entry_points.encode()
    digests = {path: base64.urlsafe_b64encode(hashlib.sha256(data).digest()) for path, data in files.items()}
    lines = [f"{path},sha256={digests[path].decode().rstrip('=')},{len(data)}" for path, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,"]).encode()
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for path, data in files.items():
            packed.writestr(path, data)
    return wheel


@pytest.fixture(scope="module")
def our_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    modules = [path for package in OURS for path in (ROOT / package).rglob("*") if path.suffix in (".py", ".tcss")]
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in modules}
    entry = "[console_scripts]\nqa = qa.__main__:main\n"
    return write_wheel(tmp_path_factory.mktemp("ours"), "quotewire", files, entry)


@pytest.fixture
def installed(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """Install wheels one after another into an environment that also has the libraries of this one."""
    if importlib.util.find_spec("pip") is None:
        pytest.skip("pip is not installed")

    def installed(*wheels: Path) -> Any:
        venv.create(tmp_path / "venv", with_pip=False)
        bin_folder = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
        python = bin_folder / f"python{'.exe' if os.name == 'nt' else ''}"
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
        for wheel in wheels:
            subprocess.run([*pip, "--force-reinstall", wheel], check=True, capture_output=True)
        paths = {"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")}
        site = Path(sysconfig.get_path("purelib", "venv", paths))
        (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
        return bin_folder, python

    return installed


def ran(command: list[Any], cwd: Path) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, capture_output=True, text=True, env=own, cwd=cwd, check=False, timeout=60)


@pytest.mark.parametrize("name", ["corpus", "index", "tui"])
def test_a_foreign_package_is_reported_in_one_line_with_its_owner_and_what_to_do(
    installed: Callable[..., tuple[Path, Path]], our_wheel: Path, tmp_path: Path, name: str
) -> None:
    foreign = write_wheel(tmp_path, "elsewhere", {f"{name}/__init__.py": b"VALUE = 1\n"})
    bin_folder, python = installed(our_wheel, foreign)
    entries = [ran([bin_folder / "qa", "--version"], tmp_path), ran([python, "-m", "qa", "status"], tmp_path)]
    for done in entries:
        assert done.returncode == 4
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"qa: The Python package '{name}' of this environment belongs to elsewhere")
        assert line.endswith("pipx install .")
    imported = ran([python, "-c", "from qa import Engine"], tmp_path)
    assert imported.stderr.splitlines()[-1].startswith(f"ImportError: The Python package '{name}'")


def test_a_foreign_package_that_cannot_even_be_imported_is_reported_too(
    installed: Callable[..., tuple[Path, Path]], our_wheel: Path, tmp_path: Path
) -> None:
    foreign = write_wheel(tmp_path, "elsewhere", {"index/__init__.py": b"import a_library_that_is_not_there\n"})
    bin_folder, _ = installed(our_wheel, foreign)
    done = ran([bin_folder / "qa"], tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (4, 1)


def test_where_all_names_are_ours_the_command_runs(
    installed: Callable[..., tuple[Path, Path]], our_wheel: Path, tmp_path: Path
) -> None:
    bin_folder, python = installed(our_wheel)
    done = ran([bin_folder / "qa", "--version"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "quotewire" in done.stdout
    assert ran([python, "-c", "from qa import Engine, Settings"], tmp_path).returncode == 0
