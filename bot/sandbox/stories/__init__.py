"""Orders that play themselves: somebody writes, makers answer and work, and it ends with stars."""
