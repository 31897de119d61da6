"""How often somebody wants to hear of something, in words."""

from __future__ import annotations

import pytest

from nlu.rhythm import Rhythm, rhythm_said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("daily", Rhythm("daily")),
        ("every day at 8", Rhythm("daily", hour=8)),
        ("weekly Wed 14", Rhythm("weekly", 3, 14)),
        ("Fri 4pm", Rhythm("weekly", 5, 16)),
        ("weekly on Mondays at 9:00", Rhythm("weekly", 1, 9)),
        ("never", Rhythm("never")),
        ("每天下午3点", Rhythm("daily", hour=15)),
        ("每周三 9点", Rhythm("weekly", 3, 9)),
        ("每星期天", Rhythm("weekly", 7)),
        ("不要了", Rhythm("never")),
        ("daily 99", Rhythm("daily")),
        ("watermelon", None),
        ("", None),
    ],
)
def test_a_rhythm_is_read(text: str, found: Rhythm | None) -> None:
    """Day and hour where they are said; nothing where it is about something else."""
    assert rhythm_said(text) == found
