"""Settings, from the environment and `.env`. Every one is explained in `.env.example`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from planner.domain.errors import SettingsError
from planner.domain.lifecycle import Policy

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
    expire_after: float = Field(default=360, gt=0)
    quote_valid: float = Field(default=1440, gt=0)
    planner_workers: int = Field(default=1, ge=1, le=64)
    plan_seconds: float = Field(default=5, gt=0)
    reader_workers: int = Field(default=1, ge=1, le=64)
    lease_seconds: float = Field(default=60, ge=1, le=3600)
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1:8080"
    log_level: str = "INFO"
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

    @property
    def policy(self) -> Policy:
        """How patient we are."""
        return Policy(
            remind_after=tuple(timedelta(minutes=m) for m in self.remind_after if m < self.expire_after),
            expire_after=timedelta(minutes=self.expire_after),
            quote_valid=timedelta(minutes=self.quote_valid),
        )


def load_settings(env_file: Path | None = Path(".env"), **overrides: object) -> Settings:
    """The settings of this environment. Raises SettingsError naming every one that is wrong."""
    try:
        return Settings(_env_file=env_file, **overrides)  # type: ignore[arg-type]
    except ValidationError as wrong:
        named = [f"{'.'.join(str(p) for p in e['loc']).upper()}: {e['msg']}" for e in wrong.errors()]
        raise SettingsError("\n".join(named)) from None


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
