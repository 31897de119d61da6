"""What is asked for: counted as it happens, published where nobody can be told by it, and told to who can make it."""
