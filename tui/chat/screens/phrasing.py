"""Phrasing: an answer goes to the person's own language model, once it was said where to."""

from corpus.errors import QAError
from tui.chat.screens.citing import CitingScreen
from tui.text.safe import one_line


class PhrasingScreen(CitingScreen):
    """Has answers put into sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[tuple[str, str]] = set()
        """Addresses and models of which it was said, since the chat began, that answers are sent there."""

    def action_phrase(self) -> None:
        """Put the answer in focus, or the latest, into sentences; the first time say only where it would go."""
        from qa.conversation.phrasing.endpoint import address_of
        from qa.conversation.phrasing.phrase import phrasable
        from tui.chat.widgets.phrasing import Phrasing
        from tui.text.phrased import what_is_sent

        exchange = self.meant_exchange()
        answer = exchange.answer if exchange else None
        if exchange is None or answer is None or not phrasable(answer):
            self.notify("There is no answer to put into sentences.", severity="warning")
            return
        try:
            model = self.app.workspace.settings().llm
            address_of(model)
        except QAError as error:
            self.notify(error.message, severity="warning", timeout=15, markup=False)
            return
        if (model.url, model.model) not in self._told:
            self._told.add((model.url, model.model))
            to = f"{one_line(model.url)} (model {one_line(model.model)})"
            self.notify(f"{what_is_sent(answer)} to {to}. Press it again to send them.", timeout=15, markup=False)
            return
        exchange.query(Phrasing).remove()
        exchange.mount(Phrasing(answer, model))

    def stop_phrasing(self) -> bool:
        """Stop the phrasing that is running; tell whether there was one."""
        if not self._told:  # none was begun
            return False
        from tui.chat.widgets.phrasing import Phrasing

        running = [each for each in self.query(Phrasing) if each.is_running]
        for each in running:
            each.stop()
        return bool(running)
