"""What the bot does, watched at its ports: update → reading → plan → messages out. Only the sandbox asks for it."""
