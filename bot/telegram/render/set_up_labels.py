"""Buttons of whoever sets up a workshop, and of admins who look at one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.dates import get_day_names

from bot.telegram.texts import Texts


def set_up_label(name: str, data: Mapping[str, Any], t: Texts) -> str:
    """The text on a button. `day:3:1` is a Wednesday that is ticked, `change:offer:dyeing` changes those terms."""
    kind, _, rest = name.partition(":")
    if kind == "day":
        day, _, on = rest.partition(":")
        return f"{'☑️' if on == '1' else '◻️'} {weekday(int(day), t)}"
    if kind == "change":
        return t.plain("✏️ {what}", what=_what(rest, data, t))
    return {
        "back": t.plain("‹ Back"),
        "stop": t.plain("Stop"),
        "next": t.plain("Continue"),
        "skip": t.plain("Skip"),
        "all": t.plain("All of them"),
        "less": t.plain("‹ Earlier ones"),
        "more": t.plain("More ›"),
        "file": t.plain("📄 By file"),
        "no_setup": t.plain("No setup cost"),
        "no_minimum": t.plain("No minimum"),
        "same_day": t.plain("The same day"),
        "next_day": t.plain("The next day"),
        "no_quiet": t.plain("No quiet hours"),
        "right": t.plain("✅ Looks right"),
        "reopen": t.plain("✏️ Change something"),
        "resume": t.plain("Go on"),
        "drop": t.plain("Forget about it"),
        "approve": t.plain("✅ Approve"),
        "reject": t.plain("❌ Reject"),
    }[kind]


def weekday(day: int, t: Texts) -> str:
    """A day of the week, 1 being Monday: "Mon", 周一."""
    return str(get_day_names("abbreviated", locale=t.locale)[day - 1])


def _what(step: str, data: Mapping[str, Any], t: Texts) -> str:
    """What a question is about, on the button that asks it again."""
    kind, _, process = step.partition(":")
    if kind == "offer":
        return t.plain("{process}: terms", process=data["processes"][process])
    if kind == "accepts":
        return t.plain("{process}: what you can do", process=data["processes"][process])
    return {
        "trade": t.plain("Trade"),
        "name": t.plain("Name"),
        "other_name": t.plain("Other name"),
        "zone": t.plain("City"),
        "processes": t.plain("What you do"),
        "workdays": t.plain("Working days"),
        "timezone": t.plain("Time zone"),
        "hours": t.plain("Working hours"),
        "quiet": t.plain("Quiet hours"),
    }[kind]
