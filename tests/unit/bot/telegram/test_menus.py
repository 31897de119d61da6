"""The menus of commands, and what the README says of them."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import BotCommand

from bot.telegram.menu import admin_menu, consumer_menu, supplier_menu
from bot.telegram.texts import Texts

ENGLISH = Texts("en", ZoneInfo("UTC"))
README = Path(__file__).parents[4] / "README.md"
MENUS = {"customers": consumer_menu(ENGLISH), "makers": supplier_menu(ENGLISH), "admins": admin_menu(ENGLISH)}


@pytest.mark.parametrize("who", MENUS)
def test_the_readme_names_every_command(who: str) -> None:
    """Each role's line of the README has the commands of its menu, and no others."""
    line = next(line for line in README.read_text("utf-8").splitlines() if line.startswith(f"| {who} |"))
    named = set(re.findall(r"`/(\w+)`", line.rpartition(" | ")[2]))
    assert named == {command.command for command in MENUS[who]} - {"help"}


@pytest.mark.parametrize("menu", MENUS.values(), ids=MENUS)
def test_menus_are_what_telegram_takes(menu: list[BotCommand]) -> None:
    """No command twice, none too long, none without a word on what it does."""
    names = [one.command for one in menu]
    assert len(set(names)) == len(names) <= 100
    assert all(re.fullmatch("[a-z0-9_]{1,32}", name) for name in names)
    assert all(0 < len(one.description) <= 256 for one in menu)
