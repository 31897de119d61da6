"""Messages in two trades that the reader's rules were not made from, with the readings they must have."""
