"""Who may do what, and what nobody may see: over the whole bot."""
