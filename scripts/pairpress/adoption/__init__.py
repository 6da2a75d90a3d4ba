"""Taking the project over: from answers to one's own empty but complete site."""
