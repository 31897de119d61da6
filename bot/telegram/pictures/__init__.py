"""Pictures: what is drawn comes in the reader's words already, and goes out as a PNG. Nothing here knows Telegram."""
