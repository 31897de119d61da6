"""Updates to use cases, by role. Nothing is decided here."""
