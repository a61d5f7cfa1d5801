"""A language model with prepared replies, behind an endpoint with OpenAI's API."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from qa.settings import LanguageModelSettings


class PreparedModel:
    """A local server that sends prepared replies in small pieces, and stores its requests."""

    def __init__(self) -> None:
        self.says = ""
        self.status = 200
        self.kind = "text/event-stream"
        self.wait = 0.0
        """Seconds between two pieces."""
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.gone = threading.Event()
        """Whether somebody went away before all was said."""
        prepared = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                prepared.headers.append(dict(self.headers))
                prepared.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(prepared.status)
                self.send_header("Content-Type", prepared.kind)
                self.end_headers()
                try:
                    prepared.say(self.wfile)
                except OSError:
                    prepared.gone.set()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.settings = LanguageModelSettings(f"http://127.0.0.1:{self._server.server_port}/v1", "prepared", 20)

    def say(self, out: Any) -> None:
        if self.status != 200 or "json" in self.kind:
            whole = {"choices": [{"message": {"role": "assistant", "content": self.says}}]}
            out.write(json.dumps(whole).encode() if self.status == 200 else self.says.encode())
            return
        for at in range(0, len(self.says), 7):
            piece = {"choices": [{"delta": {"content": self.says[at : at + 7]}}]}
            out.write(f"data: {json.dumps(piece)}\n\n".encode())
            out.flush()
            time.sleep(self.wait)
        out.write(b"data: [DONE]\n\n")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
