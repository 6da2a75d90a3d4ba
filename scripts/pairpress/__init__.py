"""Turns page pairs into a phone site in three editions and into printed handouts."""
