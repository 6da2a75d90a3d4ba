"""The phone site: what MkDocs calls, the Traditional edition, finished files."""
