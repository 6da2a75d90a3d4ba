"""Serves the preview at 127.0.0.1, and tells browsers when to look again."""

import json
import mimetypes
import sys
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ...content.speech import Refused
from .live import Live
from .panel import FOLDER, SPOT, with_panel

HOST = "127.0.0.1"
PULSE = 15.0
"""Seconds after which a silent browser is asked whether it is still there."""


class CannotPreview(Refused):
    """There is no place to serve the preview at; the message says what to do."""


def new_server(live: Live, port: int) -> ThreadingHTTPServer:
    """Return a server on a port (0: any that is free); raise CannotPreview."""
    try:
        return _Server((HOST, port), partial(_Handler, live=live))
    except OSError as error:
        raise CannotPreview(
            f"端口 {port} 已经有别的程序在用（也许是另一个预览）。"
            f"请先关掉它，或换一个：scripts/serve --port {port + 1}",
            f"port {port} is in use (perhaps by another preview); close that, "
            f"or choose another: scripts/serve --port {port + 1}",
        ) from error
    except OverflowError as error:
        raise CannotPreview(
            f"没有 {port} 这个端口，请用 1024 到 65535 的数字。",
            f"there is no port {port}; choose one from 1024 to 65535",
        ) from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say in a line what went wrong; a browser that has gone is no news."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            print(f"! {type(error).__name__}: {error}", file=sys.stderr)


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, *arguments: Any, live: Live) -> None:
        self.live = live
        super().__init__(*arguments)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a page, a file, or news."""
        asked, base = urlsplit(self.path), self.live.base
        if not asked.path.startswith(base):
            # The site stands below its base path, as it will on its host.
            if asked.path in ("/", base.rstrip("/")):
                self._redirect(base)
            else:
                self._send(404, b"", "text/plain")
            return
        path = asked.path.removeprefix(base)
        if path == f"{SPOT}events":
            self._tell_news()
        elif path == f"{SPOT}state":
            self._send_state(parse_qs(asked.query).get("path", [""])[0])
        elif path in (f"{SPOT}panel.js", f"{SPOT}panel.css"):
            name = path.removeprefix(SPOT)
            kind = str(mimetypes.guess_type(name)[0])
            self._send(200, (FOLDER / name).read_bytes(), kind)
        elif found := self.live.file(path):
            self._send(200, found[0].read_bytes(), found[1])
        elif self.live.is_folder(path):
            self._redirect(f"{base}{path}/")
        else:
            answer = self.live.answer(path)
            page = with_panel(answer, base) if answer.panel else answer.content
            self._send(answer.status, page, "text/html")

    def _send_state(self, address: str) -> None:
        answer = self.live.answer(address.removeprefix(self.live.base))
        state = {"digest": answer.digest, "panel": answer.panel}
        self._send(200, json.dumps(state).encode(), "application/json")

    def _tell_news(self) -> None:
        """Send a line for each new version, from now until the browser goes."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        version = self.live.version
        self.wfile.write(b"retry: 500\n\n" + _news(version))
        while True:
            before, version = version, self.live.wait(version, PULSE)
            self.wfile.write(_news(version) if version != before else b": still\n\n")

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, content: bytes, kind: str) -> None:
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json"))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def _news(version: int) -> bytes:
    return f"data: {version}\n\n".encode()
