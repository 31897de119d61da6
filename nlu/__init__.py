"""Text in, orders and replies out (spaCy)."""
