"""The phone site: what MkDocs calls, the Traditional edition, and the finished files."""
