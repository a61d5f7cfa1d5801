"""Names of keys."""

import pytest

from tui.text.keys import KEYS, shown_keys, unreadable_key


@pytest.mark.parametrize(
    ("keys", "shown"), [("f2,ctrl+r", "F2 or Ctrl+R"), ("slash", "/"), ("N", "N"), ("alt+o", "Alt+O"), ("up", "Up")]
)
def test_keys_are_written_as_on_a_keyboard(keys: str, shown: str) -> None:
    assert shown_keys(keys) == shown


def test_every_key_of_the_chat_can_be_read() -> None:
    assert not [name for name, key in KEYS.items() if unreadable_key(key.keys)]
    assert unreadable_key("f6,hyper+y") == "hyper+y"
