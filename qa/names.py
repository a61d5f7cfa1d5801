"""Whether the four package names are ours in this environment: three of them have other owners on PyPI."""

from importlib import import_module

_DISTRIBUTION = "quotewire"
_PACKAGES = ("corpus", "index", "qa", "tui")


def foreign_package() -> str:
    """Look for a package of another distribution in the place of ours.

    Returns:
        One line that says which, whose it is and what to do; empty if all are ours.
    """
    for name in _PACKAGES:
        if not _is_ours(name):
            return (
                f"The Python package {name!r} of this environment belongs to {_owner(name)}, and Quotewire has one of "
                "that name: install Quotewire into an environment of its own, with pipx install ."
            )
    return ""


def _is_ours(name: str) -> bool:
    try:
        return getattr(import_module(name), "DISTRIBUTION", None) == _DISTRIBUTION
    except Exception:  # noqa: BLE001 - whatever another's package raises, it is not ours
        return False


def _owner(name: str) -> str:
    from importlib.metadata import packages_distributions

    owners = sorted(set(packages_distributions().get(name, ())) - {_DISTRIBUTION})
    return " and ".join(owners) or "another distribution"
