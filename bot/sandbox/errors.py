"""What can go wrong in the sandbox.

ApiError        Telegram refuses a call of the bot: answered in Telegram's envelope
SandboxError    the page or a test asks for something that is not there: the message says what is
"""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal as Telegram words it. `parameters`: `retry_after` (seconds) or `migrate_to_chat_id`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


class SandboxError(Exception):
    """Asked for something that is not there. `status`: the HTTP status for the page."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
