"""Deadline and budget of the draft after a further message."""

from __future__ import annotations

import re
from dataclasses import replace

from nlu.intents import pattern
from nlu.order import Said
from nlu.scaling import shifted
from planner.domain.spec import Budget, Deadline


def deadline_after(said: Said, old: Deadline | None) -> Deadline | None:
    """A new day binds as the old one did, unless it says how; "no deadline" lifts it."""
    if _lifted("deadline", said.scan.folded.text):
        return None
    new = said.deadline
    if new is None:
        return shifted(old, said) or old
    cue = next((p.data.cue for p in said.parts if p.role == "day" and p.data.day == new.date), None)
    return replace(new, bound=old.bound) if old is not None and cue is None else new


def budget_after(said: Said, old: Budget | None) -> Budget | None:
    """A new amount is for what the old one was for, unless it says so; "no budget" lifts it."""
    if _lifted("budget", said.scan.folded.text):
        return None
    new = said.budget
    if new is None or old is None or said.budget_cued:
        return new or old
    return replace(new, per=old.per, bound=old.bound if new.bound == "max" else new.bound)


def _lifted(limit: str, text: str) -> bool:
    """ "no deadline", 预算不限: the limit holds no more."""
    match = pattern("UNDO_LIMIT").search(text)
    if match is None:
        return False
    money = re.search(r"budget|price|预算", match.group()) is not None
    return money == (limit == "budget")
