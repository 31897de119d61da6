"""The diagrams in the docs are those of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.domain.lifecycle.diagram import drawn
from planner.domain.lifecycle.moves import JOB_MOVES, ORDER_MOVES
from planner.domain.order import JobStatus, OrderStatus

DOCUMENT = Path(__file__).parents[4] / "docs" / "life-cycle.md"


def test_the_docs_show_the_machines_as_they_are() -> None:
    """Drawing them anew changes nothing."""
    text = DOCUMENT.read_text("utf-8")
    assert drawn(text) == text


def test_every_status_is_part_of_its_machine() -> None:
    """No status stands apart: each can be come to."""
    assert {new for _, new in ORDER_MOVES} | {OrderStatus.DRAFT} == set(OrderStatus)
    assert {new for _, new in JOB_MOVES} == set(JobStatus)


def test_a_document_without_marks_is_refused() -> None:
    """The command says which lines it looks for, rather than write nothing."""
    with pytest.raises(ValueError, match="<!-- order -->"):
        drawn("# Something else")
