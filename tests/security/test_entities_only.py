"""The check that holds texts to entities."""

from __future__ import annotations

import pytest

from tests.security.entities_only import ROOT, faults_in, faults_of


def test_the_project_builds_no_markup() -> None:
    """No module of the bot asks Telegram to parse text, or holds any markup."""
    assert [str(fault) for fault in faults_in(ROOT)] == []


@pytest.mark.parametrize(
    "source",
    [
        "await bot.send_message(1, text, parse_mode='HTML')",
        "await bot.send_message(1, text, parse_mode=ParseMode.MARKDOWN_V2)",
        "Bot(token, default=DefaultBotProperties(parse_mode='HTML'))",
        "call({'parse_mode': 'HTML'})",
        "text = f'<b>{name}</b>'",
        "text = '<a href=\"tg://user?id=1\">you</a>'",
        "text = '**' + 'x' + '**' + '**bold** words'",
        "text = f'[{name}](https://example.org)' + '[x](tg://user)'",
        "import html",
        "from html import escape",
        "from aiogram import html",
        "from aiogram.utils.markdown import hbold",
        "from aiogram.utils import markdown",
        "from aiogram.enums import ParseMode",
        "text = message.html_text",
        "text = Bold('x').as_html()",
        "class A:\n    x = '<i>'",
    ],
)
def test_markup_is_found(source: str) -> None:
    """Each way of building markup, or of having Telegram read it, is caught."""
    assert faults_of(source, "here.py")


@pytest.mark.parametrize(
    "source",
    [
        "await bot.send_message(1, text, entities=entities, parse_mode=None)",
        '"""A docstring may say <b>this</b>."""',
        "def f():\n    '''and **this**'''",
        "x = 'a < b > c'",
        "x = 'order <12>'",
        "x = 2 ** 3 ** 4",
        "from aiogram.utils.formatting import Bold",
    ],
)
def test_everything_else_is_left_alone(source: str) -> None:
    """Entities, comparisons and docstrings are no markup."""
    assert faults_of(source, "here.py") == []
