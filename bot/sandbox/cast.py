"""Who takes part in the sandbox: the people that have a chat with the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["consumer", "supplier", "admin"]
Temperament = Literal["prompt", "slow", "declines", "counters"]

ROLES: tuple[Role, ...] = get_args(Role)
TEMPERAMENTS: tuple[Temperament, ...] = get_args(Temperament)


@dataclass(frozen=True)
class CastMember:
    """One person as the composition root gives them; what people change later on the page outlives a restart.

    `language`: a Telegram language code. `note`: a line under the name ("Dyeing · Hangzhou"). `temperament`: how the
    autopilot answers for them, None: it never does. `started`: they have pressed Start, so the bot may write first;
    None: suppliers and admins have, consumers have not.
    """

    user_id: int
    name: str
    role: Role = "consumer"
    language: str = "en"
    note: str = ""
    temperament: Temperament | None = None
    started: bool | None = None

    def __post_init__(self) -> None:
        if self.user_id <= 0:
            raise ValueError(f"{self.name!r}: user_id must be a positive Telegram user id, not {self.user_id}")
        if not self.name.strip():
            raise ValueError(f"user {self.user_id}: name must not be empty")
        if self.role not in ROLES:
            raise ValueError(f"{self.name!r}: role must be one of {', '.join(ROLES)}, not {self.role!r}")
        if self.temperament is not None and self.temperament not in TEMPERAMENTS:
            raise ValueError(
                f"{self.name!r}: temperament must be one of {', '.join(TEMPERAMENTS)} or None, not {self.temperament!r}"
            )

    @property
    def has_started(self) -> bool:
        return self.started if self.started is not None else self.role != "consumer"
