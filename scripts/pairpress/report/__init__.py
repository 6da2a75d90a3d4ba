"""The status page: how pages, facts, contacts and prints stand, on one page."""
