"""How the process runs: settings, composition root, ticks, worker loops, command line."""
