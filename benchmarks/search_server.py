"""Serves a folder as a web host does: with gzip and, when asked, slowly."""

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

RATE = 1.6e6
"""Bits per second of the slow line."""
DELAY = 0.150
"""Seconds before each answer on the slow line."""


class Host:
    """A folder on the network: what was fetched, and how fast it goes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.slow = False
        self.fetched: list[tuple[str, int]] = []
        """Path and gzip bytes of each answer, in order."""
        self.url = ""
        self._free = 0.0
        self._line = threading.Lock()
        self._bodies: dict[Path, bytes] = {}

    def body(self, path: str) -> tuple[bytes, str] | None:
        """Return a file's gzip bytes and type."""
        file = self.folder / unquote(urlsplit(path).path).lstrip("/")
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            return None
        if file not in self._bodies:
            self._bodies[file] = gzip.compress(file.read_bytes(), 9, mtime=0)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return self._bodies[file], kind

    def wait(self, size: int) -> None:
        """Hold a piece of an answer back until the line, shared by all, is free."""
        if not self.slow:
            return
        with self._line:
            self._free = max(self._free, time.monotonic()) + size * 8 / RATE
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))


@contextmanager
def serve(folder: Path) -> Iterator[Host]:
    """Serve a folder on a free port of this machine."""
    host = Host(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = host.body(self.path)
            body, kind = found or (gzip.compress(b"not found"), "text/plain")
            if host.slow:
                time.sleep(DELAY)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()
            try:
                for start in range(0, len(body), 4096):
                    piece = body[start : start + 4096]
                    host.wait(len(piece))
                    self.wfile.write(piece)
            except ConnectionError:
                return
            host.fetched.append((urlsplit(self.path).path, len(body)))

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
