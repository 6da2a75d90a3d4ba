"""Where MkDocs finds our events; they live in pairpress/web/mkdocs_events.py."""

from pairpress.web.mkdocs_events import *  # noqa: F403  found by their names
