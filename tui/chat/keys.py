"""Bindings of the keys that a person may change."""

from textual.binding import Binding

from tui.text.keys import KEYS


def bound(name: str, action: str, label: str, *, show: bool = False, priority: bool = False) -> Binding:
    """Bind a key by its name.

    Args:
        name: Its name in `KEYS`.
        action: What it does.
        label: What the footer calls it.
        show: Whether the footer shows it.
        priority: Whether it goes before what is in focus.

    Returns:
        The binding, which the person's own keys are matched with by its id.
    """
    return Binding(KEYS[name].keys, action, label, show=show, id=name, priority=priority, tooltip=KEYS[name].does)
