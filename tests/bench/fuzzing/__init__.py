"""Messages that nobody would write, and what must hold of their readings all the same."""
