"""Python reads this as it starts: whatever asks the network is refused, and noted.

In front on PYTHONPATH it holds for a command and every process that it starts.
"""

import os
import socket
from pathlib import Path
from typing import Any, NoReturn

NOTES = Path(os.environ["NETWORK_NOTES"])


def _refuse(asked: str) -> NoReturn:
    with NOTES.open("a", encoding="utf-8") as notes:
        notes.write(f"{asked}\n")
    raise OSError(f"the network is closed: {asked}")


def _refuse_name(host: Any, *_: object, **__: object) -> NoReturn:
    _refuse(f"name {host}")


class _Closed(socket.socket):
    def connect(self, address: Any) -> None:
        if self.family == socket.AF_UNIX:  # processes of one machine
            return super().connect(address)
        _refuse(f"connect {address}")

    def connect_ex(self, address: Any) -> int:
        _refuse(f"connect {address}")

    def sendto(self, *arguments: Any) -> int:
        _refuse(f"send to {arguments[-1]}")


socket.socket = _Closed  # type: ignore[misc]
for _name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "getnameinfo"):
    setattr(socket, _name, _refuse_name)
