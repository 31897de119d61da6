"""How fast and how good Bespoke is here. `make bench`, `make bench-nlu` and `make bench-planner` print tables; nothing
in them can fail a check. `make fuzz-nlu` prints some too, and fails where a message does."""
