"""The nouns and rules that everyone shares. Nothing here reads, writes, waits or asks for the time."""
