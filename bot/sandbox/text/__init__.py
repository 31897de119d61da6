"""Formatted text as Telegram has it: a string, and entities counted in UTF-16 code units."""
