"""Translations of the texts in the code: one folder a language, one file in it."""
