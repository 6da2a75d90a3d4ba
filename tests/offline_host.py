"""A host for the tests of reading offline: it can be down, and notes what is asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Host:
    """Serves a built folder below a base path, with ten minutes in caches."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self.base = base
        self.is_down = False
        self.spoiled: set[str] = set()
        """Files of which only half is sent, as if it were whole."""
        self.broken_after: int | None = None
        """After so many answers the network breaks."""
        self.gate = threading.Event()
        """While it is clear, nothing is answered."""
        self.gate.set()
        self.asked: list[str] = []
        """Every path below the base that was asked for."""
        self.headers: list[dict[str, str]] = []
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=self))
        self._server = server
        threading.Thread(target=server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """The site's address."""
        return f"http://127.0.0.1:{self._server.server_port}{self.base}"

    def stop(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()

    @contextmanager
    def down(self) -> Iterator[None]:
        """Cut the network for a while."""
        self.is_down = True
        yield
        self.is_down = False


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, host: Host) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.folder))

    def do_GET(self) -> None:
        host = self.host
        self.directory = str(host.folder)
        name = self.path.removeprefix(host.base)
        host.asked.append(name)
        host.headers.append({k.lower(): v for k, v in self.headers.items()})
        host.gate.wait()
        if host.broken_after is not None:
            host.broken_after -= 1
            host.is_down = host.is_down or host.broken_after < 0
        if host.is_down:
            self.close_connection = True
            self.connection.close()
        elif name in host.spoiled:
            self._send_half()
        else:
            super().do_GET()

    def _send_half(self) -> None:
        path = Path(self.translate_path(self.path))
        content = (path / "index.html" if path.is_dir() else path).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content) // 2))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2])

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.host.base):
            return str(self.host.folder / "nothing-here")
        return super().translate_path("/" + path.removeprefix(self.host.base))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
