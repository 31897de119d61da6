"""What the server that bots are forked from has ready."""

from tests.crash import kill_bot, kill_trades

kill_trades.reader()

__all__ = ["kill_bot"]
