"""Orders of one open step each: who makes a run, and whom it serves (the capacitated facility location problem)."""
