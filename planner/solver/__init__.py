"""OR-Tools: a planning problem in, a plan out."""
