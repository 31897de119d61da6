"""What Telegram remembers, a module for each kind of thing."""
