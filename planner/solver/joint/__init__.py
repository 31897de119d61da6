"""Many orders planned together, with shared runs: arrays, compiled search and lower bound."""
