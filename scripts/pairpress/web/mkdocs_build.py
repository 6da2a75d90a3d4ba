"""Runs MkDocs: pages and print views, into folders that the caller names."""

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from ..content.library import Library
from ..content.speech import Refused, Speech
from .mkdocs_events import LIBRARY, VIEWS


class BuildFailed(Refused):
    """MkDocs could not build; `said` is what it said."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(
            "网页没有生成。MkDocs 说：", "The pages could not be built. MkDocs says:"
        )

    def told(self, say: Speech) -> str:
        """Return it below words of our own."""
        head = say(self.zh, self.en, "\n    ")
        return f"mkdocs.yml:1: {head}\n{self.said}"


def build_pages(library: Library, site: Path, views: Path | None) -> None:
    """Build the pages into `site` and, if asked, their print views into `views`.

    Raises BuildFailed with MkDocs' own words; a warning counts as a failure, as in
    `mkdocs build --strict`.
    """
    messages = Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    logger.setLevel(logging.INFO)
    try:
        config = load_config(
            str(library.site.root / "mkdocs.yml"),
            site_dir=str(site),
            site_url=library.site.url,
            strict=True,
        )
        config.extra[LIBRARY] = (library.site, library.data)
        if views:
            config.extra[VIEWS] = str(views)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (Abort, BuildError, ConfigurationError, SystemExit) as error:
        raise BuildFailed(messages.told(str(error))) from error
    except (RecursionError, MemoryError) as error:
        # Of lists in lists without end; the checks know all ways that we know.
        raise BuildFailed(messages.told(f"too deep or too large: {error}")) from error
    finally:
        logger.removeHandler(messages)
    if messages.texts:
        raise BuildFailed(messages.told(""))


class Messages(logging.Handler):
    """Keeps what MkDocs warns of, to show it once and in one place."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())

    def told(self, error: str) -> str:
        """Return all of it, or the error if it was silent."""
        return "\n".join(self.texts or [error])
