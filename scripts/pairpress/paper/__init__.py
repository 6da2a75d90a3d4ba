"""Paper: from finished HTML to typeset, tagged PDF files."""
