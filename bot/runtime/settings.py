"""Settings, from the environment and `.env`. Every one is explained in `.env.example`."""

from __future__ import annotations

import re
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.services.files import KINDS, MEGABYTE, FileRules
from bot.services.limits import Limits
from bot.services.retention import Keeping
from planner.domain.errors import SettingsError
from planner.domain.hours import ROUND_THE_CLOCK, Hours
from planner.domain.lifecycle import Patience, Policy
from planner.domain.pooling import PoolRules

#: The trades that come with the project.
CATALOGUES = Path(__file__).parents[2] / "catalogues"

Paths = Annotated[tuple[Path, ...], NoDecode]
Minutes = Annotated[tuple[float, ...], NoDecode]


class Settings(BaseSettings):
    """What can be set. Lists are separated by commas; an empty value is the default."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    bot_token: SecretStr = SecretStr("")
    bot_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite:///data/bespoke.db"
    catalogue: Paths = (CATALOGUES / "apparel.yaml", CATALOGUES / "ice_cream.yaml")
    suppliers: Paths = ()
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    timezone: str = "Asia/Shanghai"
    service_percent: int = Field(default=6, ge=0, le=100)
    remind_after: Minutes = (60, 180)
    escalate_after: float = Field(default=240, ge=0)
    expire_after: float = Field(default=360, gt=0)
    patience: Annotated[dict[str, tuple[float, ...]], NoDecode] = Field(default_factory=dict)
    working_hours: bool = True
    consumer_hours: str = "09:00-21:00"
    choose_within: float = Field(default=1440, gt=0)
    close_after: float = Field(default=10080, gt=0)
    quote_valid: float = Field(default=1440, gt=0)
    pool_hours: float = Field(default=48, ge=0, le=24 * 60)
    pool_pieces: int = Field(default=500, ge=2)
    pool_orders: int = Field(default=40, ge=2, le=200)
    pool_grace_days: int = Field(default=5, ge=0, le=60)
    pool_reprice_seconds: float = Field(default=20, ge=0)
    planner_workers: int = Field(default=1, ge=1, le=64)
    plan_seconds: float = Field(default=5, gt=0)
    reader_workers: int = Field(default=1, ge=1, le=64)
    lease_seconds: float = Field(default=60, ge=1, le=3600)
    messages_a_minute: int = Field(default=20, ge=0)
    presses_a_minute: int = Field(default=90, ge=0)
    file_kinds: Annotated[frozenset[str], NoDecode] = frozenset(KINDS)
    file_megabytes: float = Field(default=10, gt=0, le=20)
    keep_updates_days: float = Field(default=7, ge=2)
    keep_contacts_days: float = Field(default=90, ge=1)
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1:8080"
    log_level: str = "INFO"
    health_listen: str = ""
    sandbox_data: Path = Path("data/sandbox")
    sandbox_host: str = "127.0.0.1"
    sandbox_port: int = Field(default=8765, ge=0, le=65535)

    @field_validator("catalogue", "suppliers", mode="before")
    @classmethod
    def _paths(cls, value: object) -> object:
        return tuple(Path(part) for part in _parts(value)) if isinstance(value, str) else value

    @field_validator("remind_after", mode="before")
    @classmethod
    def _minutes(cls, value: object) -> object:
        return tuple(_parts(value)) if isinstance(value, str) else value

    @field_validator("admins", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        return frozenset(_parts(value)) if isinstance(value, str) else value

    @field_validator("file_kinds", mode="before")
    @classmethod
    def _endings(cls, value: object) -> object:
        return frozenset(p.lstrip(".").casefold() for p in _parts(value)) if isinstance(value, str) else value

    @field_validator("webhook_secret")
    @classmethod
    def _sendable(cls, value: SecretStr) -> SecretStr:
        """Telegram sends it in a header, and accepts no other characters."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
            raise ValueError("must be at most 256 characters A-Z a-z 0-9 _ -")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"no time zone {value!r}: use an IANA name such as Asia/Shanghai") from None
        return value

    @field_validator("remind_after")
    @classmethod
    def _ascending(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if any(b <= a for a, b in zip((0.0, *value), value, strict=False)):
            raise ValueError("must be minutes above 0, each later than the one before, such as 60,180")
        return value

    @field_validator("patience", mode="before")
    @classmethod
    def _by_process(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found: dict[str, list[str]] = {}
        for part in _parts(value.replace(";", ",")):
            process, _, times = part.partition(":")
            found[process.strip()] = times.split("/")
        return found

    @field_validator("patience")
    @classmethod
    def _each_ascending(cls, value: dict[str, tuple[float, ...]]) -> dict[str, tuple[float, ...]]:
        for process, times in value.items():
            if not times or any(b <= a for a, b in zip((0.0, *times), times, strict=False)):
                raise ValueError(
                    f"{process}: must be ascending minutes, the last ends the waiting, such as dyeing:60/180/720"
                )
        return value

    @field_validator("consumer_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", value):
            raise ValueError("must be two times, such as 09:00-21:00")
        return value

    @property
    def policy(self) -> Policy:
        """How patient we are."""
        return Policy(
            usual_patience=_patience((*self.remind_after, self.expire_after), self.escalate_after),
            patience={process: _patience(times, self.escalate_after) for process, times in self.patience.items()},
            consumers=self._consumers(),
            quote_valid=timedelta(minutes=self.quote_valid),
            proposal_remind=timedelta(minutes=self.choose_within / 4),
            proposal_expire=timedelta(minutes=self.choose_within),
            close_after=timedelta(minutes=self.close_after),
            pools=self._pools(),
        )

    @property
    def limits(self) -> Limits:
        """How much one person may write."""
        return Limits(self.messages_a_minute, self.presses_a_minute)

    @property
    def file_rules(self) -> FileRules:
        """Which files are taken."""
        return FileRules(self.file_kinds, int(self.file_megabytes * MEGABYTE))

    @property
    def keeping(self) -> Keeping:
        """How long what is for."""
        return Keeping(timedelta(days=self.keep_updates_days), timedelta(days=self.keep_contacts_days))

    def _pools(self) -> PoolRules | None:
        if not self.pool_hours:
            return None
        return PoolRules(
            window=timedelta(hours=self.pool_hours),
            pieces=self.pool_pieces,
            members=self.pool_orders,
            grace=timedelta(days=self.pool_grace_days),
            reprice_after=timedelta(seconds=self.pool_reprice_seconds),
        )

    def _consumers(self) -> Hours:
        if not self.working_hours:
            return ROUND_THE_CLOCK
        opens, closes = (time.fromisoformat(part) for part in self.consumer_hours.split("-"))
        return Hours(self.timezone, opens, closes)


def load_settings(env_file: Path | None = Path(".env"), **overrides: object) -> Settings:
    """The settings of this environment. Raises SettingsError naming every one that is wrong."""
    try:
        return Settings(_env_file=env_file, **overrides)  # type: ignore[arg-type]
    except ValidationError as wrong:
        named = [f"{'.'.join(str(p) for p in e['loc']).upper()}: {e['msg']}" for e in wrong.errors()]
        raise SettingsError("\n".join(named)) from None


def _patience(times: tuple[float, ...], escalate: float) -> Patience:
    """Reminders after so many minutes, the end of the waiting last; another supplier is asked before that, or never."""
    *reminders, end = times
    return Patience(
        remind_after=tuple(timedelta(minutes=m) for m in reminders if m < end),
        expire_after=timedelta(minutes=end),
        escalate_after=timedelta(minutes=escalate) if 0 < escalate < end else None,
    )


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
