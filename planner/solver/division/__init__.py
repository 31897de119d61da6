"""CP-SAT: an order whose steps may be divided among suppliers. Importing a module of this package imports OR-Tools."""
