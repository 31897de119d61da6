"""What breaks around the bot: processes, databases, networks. Nothing is lost, and it goes on."""
