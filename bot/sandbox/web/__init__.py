"""The sandbox over HTTP: the Bot API for the bot, and the page for people."""
