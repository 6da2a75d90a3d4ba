"""Word and loose Markdown: pages brought in, and sheets to review."""
