"""Failures on demand: what Telegram answers on a bad day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.sandbox.errors import ApiError
from bot.sandbox.feed import Event, Feed

FaultCode = int | Literal["timeout", "drop_answer"]

_DESCRIPTIONS = {
    400: "Bad Request: chat not found",
    403: "Forbidden: bot was blocked by the user",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(frozen=True)
class Fault:
    """Answer the next `times` calls that fit with `code`.

    `method` None: any but getUpdates. `chat_id` None: any chat. `retry_after`: seconds, for 429. `migrate_to`: for
    400, the chat id that the chat "has been upgraded to". "timeout": nothing happens, and no answer comes for `hold`
    seconds; then the connection closes. "drop_answer": the call takes effect, and the connection closes instead of
    an answer.
    """

    method: str | None = None
    chat_id: int | None = None
    code: FaultCode = 500
    times: int = 1
    retry_after: int = 2
    migrate_to: int | None = None
    description: str | None = None
    hold: float = 60.0

    def __post_init__(self) -> None:
        if not (self.code in ("timeout", "drop_answer") or (type(self.code) is int and 400 <= self.code <= 599)):
            raise ValueError(
                f"a fault's code must be an HTTP error (400 to 599), 'timeout' or 'drop_answer', not {self.code!r}"
            )
        if self.times < 1 or self.retry_after < 0 or self.hold < 0:
            raise ValueError("a fault's times must be at least 1, its retry_after and hold not negative")

    def error(self) -> ApiError:
        if self.migrate_to is not None:
            return ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.migrate_to,
            )
        code = int(self.code)
        if code == 429:
            return ApiError(
                429,
                self.description or f"Too Many Requests: retry after {self.retry_after}",
                retry_after=self.retry_after,
            )
        return ApiError(code, self.description or _DESCRIPTIONS.get(code, f"Error {code}"))


class Faults:
    """The faults that are still to come, in the order they were added. Not durable: a restart heals."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)
        self._tell()

    def clear(self) -> None:
        self._waiting.clear()
        self._tell()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that this call meets, if any; it is used up."""
        for index, fault in enumerate(self._waiting):
            method_fits = method != "getUpdates" if fault.method is None else fault.method.lower() == method.lower()
            if method_fits and fault.chat_id in (None, chat_id):
                self._waiting[index : index + 1] = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                self._tell()
                return fault
        return None

    def shown(self) -> list[dict[str, Any]]:
        """For the page."""
        return [
            {"method": fault.method, "chat_id": fault.chat_id, "code": fault.code, "times": fault.times}
            for fault in self._waiting
        ]

    def _tell(self) -> None:
        self._feed.send(Event("faults", None, {"faults": self.shown()}))
