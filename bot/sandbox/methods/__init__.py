"""The methods of the Bot API that the sandbox has. Source of every name: https://core.telegram.org/bots/api"""
