"""`architecture`: draws rooms, flow, imports and words from the code into their page.

The page tells reasons in words of its own; what stands between two marks is written
here, so that it cannot grow old. Modules are read, never imported.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from .code_reading import (
    COMMANDS,
    PACKAGE,
    function_in,
    imported_names,
    modules,
    room_of,
    said_of,
    sentence_of,
    tree_of,
)
from .content.text_files import read_text, write_text

PAGE = ".github/ARCHITECTURE.md"
MARKED = re.compile(r"(<!-- drawn: (\w+) -->\n).*?(<!-- /drawn -->)", re.DOTALL)
WORDS = {
    "topic": "content.pages:Topic",
    "page": "content.pages:Page",
    "pair": "content.pairs:Pair",
    "section": "content.sections:Section",
    "edition": "content.site:EditionSettings",
    "fact": "content.facts:Fact",
    "contact": "content.contacts:Contact",
    "term": "content.terms:Term",
    "publication": "content.publications:Publication",
    "kind": "content.declared:Declared.kind",
    "format": "paper.composed:Composed.format",
    "print view": "paper.views:View",
    "catalogue": "content.catalogue:Entry",
    "version": "content.publications:Version",
    "release": "content.ledger:Release",
    "ledger": "content.ledger:Ledger",
    "problem": "content.problems:Problem",
    "agreement": "content.agreements:Agreement",
    "fresh, stale": "content.freshness:SectionState.state",
    "due": "content.facts:Told.due",
    "withheld": "content.facts:Told.text",
}
"""Where each word of the project has its home: a class, an attribute, a function."""

OWN = ("checked_library", "print_into", "draw_into", "publish")
"""What a build calls outside of the rooms and is worth telling: first to last."""


def draw(root: Path) -> str:
    """Write the drawn parts of the page anew; return its path from the root."""
    path = root / PAGE
    write_text(path, drawn(read_text(path, root)))
    return PAGE


def drawn(page: str) -> str:
    """Return the page with its drawn parts as the code has them now."""
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "flow": _flow,
        "imports": _imports,
        "rooms": _rooms,
        "words": _words,
    }
    return MARKED.sub(lambda m: m[1] + "\n".join([*parts[m[2]](), m[3]]), page)


def _rooms() -> Iterator[str]:
    """Yield each room with its sentence, then its modules with theirs."""
    yield "| Room | What it is for |"
    yield "| --- | --- |"
    by_room: dict[str, list[Path]] = {}
    for path in modules():
        by_room.setdefault(room_of(path), []).append(path)
    rooms = [name for name in by_room if name != COMMANDS]
    for room in rooms:
        yield f"| `{room}` | {sentence_of(tree_of(PACKAGE / room / '__init__.py'))} |"
    for room in (COMMANDS, *rooms):
        told = [path for path in by_room[room] if path.stem[0] != "_"]
        yield ""
        yield f"<details><summary><b>{room}</b>: {len(told)} modules</summary>"
        yield ""
        folder = PACKAGE if room == COMMANDS else PACKAGE / room
        for path in told:
            name = path.relative_to(folder).with_suffix("").as_posix()
            yield f"- `{name}` {sentence_of(tree_of(path))}"
        yield ""
        yield "</details>"


def _imports() -> Iterator[str]:
    """Yield a figure of which room imports from which, and from how many modules."""
    counts = Counter(
        (room_of(path), room)
        for path in modules()
        for room in {room for room, _ in imported_names(path).values()}
        if room != room_of(path)
    )
    yield "```mermaid"
    yield "flowchart TD"
    for (above, below), number in sorted(counts.items()):
        yield f"  {above} -->|{number}| {below}"
    yield "```"


def _flow() -> Iterator[str]:
    """Yield a figure of the stages of a build, and what each of them calls."""
    path = PACKAGE / "building.py"
    build = function_in(path, "_build")
    stages = [
        (str(item.context_expr.args[0].value).split()[-1], node)
        for node in ast.walk(build)
        if isinstance(node, ast.With)
        for item in node.items
        if isinstance(item.context_expr, ast.Call)
        if isinstance(item.context_expr.args[0], ast.Constant)
    ]
    stages.sort(key=lambda stage: stage[1].lineno)
    begin, *_, end = OWN
    steps = [("read", [begin]), *((n, _calls(s)) for n, s in stages), ("move", [end])]
    yield "```mermaid"
    yield "flowchart LR"
    yield "  " + " --> ".join(name for name, _ in steps)
    yield "```"
    yield ""
    yield "| Stage | What is called, in this order |"
    yield "| --- | --- |"
    for name, calls in steps:
        told = "<br>".join(filter(None, (_told_call(path, call) for call in calls)))
        yield f"| {name} | {told} |"


def _calls(stage: ast.With) -> list[str]:
    """Return the names of what a stage calls, in order."""
    found = [
        node
        for node in ast.walk(stage)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    found.sort(key=lambda call: (call.lineno, call.col_offset))
    return [call.func.id for call in found if isinstance(call.func, ast.Name)]


def _told_call(path: Path, name: str) -> str:
    """Return what a stage calls in a room, with its sentence; "" for all else."""
    room, module = imported_names(path).get(name, (COMMANDS, path.stem))
    if room == "content" or (room == COMMANDS and name not in OWN):
        return ""
    home = PACKAGE / (module if room == COMMANDS else f"{room}/{module}")
    function = function_in(home.with_suffix(".py"), name)
    # One of building's own fetches what it needs from a room only then.
    rooms = [n.module for n in ast.walk(function) if isinstance(n, ast.ImportFrom)]
    place = (rooms[-1] or "") if rooms else home.relative_to(PACKAGE).as_posix()
    return f"`{place.replace('.', '/')}` {sentence_of(function)}"


def _words() -> Iterator[str]:
    """Yield each word of the project, what it is, and where it has its home."""
    yield "| Word | What it is | In the code |"
    yield "| --- | --- | --- |"
    for word, home in WORDS.items():
        module, _, name = home.partition(":")
        path = PACKAGE / module.replace(".", "/")
        told = said_of(path.with_suffix(".py"), name)
        yield f"| **{word}** | {told} | `{module.replace('.', '/')}` `{name}` |"
