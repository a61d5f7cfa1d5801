"""Bindings of the configurable keys."""

from textual.binding import Binding

from tui.text.keys import KEYS


def bound(name: str, action: str, label: str, *, show: bool = False, priority: bool = False) -> Binding:
    """Create the binding of a named key.

    Args:
        name: The name in `KEYS`.
        action: The action it runs.
        label: The label in the footer.
        show: Whether the footer shows it.
        priority: Whether it takes precedence over the focused widget.

    Returns:
        The binding; its id is the name, by which the user's keymap replaces the key.
    """
    return Binding(KEYS[name].keys, action, label, show=show, id=name, priority=priority, tooltip=KEYS[name].does)
