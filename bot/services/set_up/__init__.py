"""A workshop that is in no book yet sets itself up in chat, and is served once an admin has approved it."""
