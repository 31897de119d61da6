"""Settings from the environment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.runtime.settings import Settings, load_settings
from planner.domain.errors import SettingsError


def test_the_example_names_every_setting_and_no_other() -> None:
    """`.env.example` explains just the settings that there are."""
    example = Path(__file__).parents[4] / ".env.example"
    named = {
        line.partition("=")[0] for line in example.read_text("utf-8").splitlines() if "=" in line and line[0] != "#"
    }
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_example_as_it_stands_is_the_default(tmp_path: Path) -> None:
    """Copying the example without filling anything in changes nothing."""
    example = Path(__file__).parents[4] / ".env.example"
    assert load_settings(example) == load_settings(None)


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids, files and minutes are written one after the other."""
    monkeypatch.setenv("ADMINS", "7, 8")
    monkeypatch.setenv("CATALOGUE", "a.yaml,b.yaml")
    monkeypatch.setenv("REMIND_AFTER", "10,20")
    settings = load_settings(None)
    assert settings.admins == {7, 8}
    assert [str(p) for p in settings.catalogue] == ["a.yaml", "b.yaml"]
    assert settings.policy.usual_patience.remind_after == (timedelta(minutes=10), timedelta(minutes=20))


@pytest.mark.parametrize(
    ("name", "value"),
    [("ADMINS", "me"), ("TIMEZONE", "Mars/Base"), ("REMIND_AFTER", "20,10"), ("SERVICE_PERCENT", "-1")],
)
def test_a_wrong_setting_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says which setting is wrong."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings(None)
