"""The two machines as Mermaid diagrams, drawn from the tables that `decide` is held to.

`python -m planner.domain.lifecycle.diagram docs/life-cycle.md` draws them anew, between the marks in that file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from planner.domain.lifecycle.moves import JOB_MOVES, ORDER_MOVES
from planner.domain.order import OVER, JobStatus, OrderStatus

_ENDS = {*OVER, JobStatus.RECEIVED, JobStatus.DECLINED, JobStatus.EXPIRED, JobStatus.WITHDRAWN}
#: Labels with more events than this would hide the arrows.
MOST_EVENTS = 4


def order_diagram() -> str:
    """The life of an order."""
    return _diagram([(None, OrderStatus.DRAFT, frozenset()), *((a, b, by) for (a, b), by in ORDER_MOVES.items())])


def job_diagram() -> str:
    """The life of a job."""
    return _diagram([(a, b, by) for (a, b), by in JOB_MOVES.items()])


def _diagram(moves: Sequence[tuple[StrEnum | None, StrEnum, frozenset[str]]]) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {old or '[*]'} --> {new}{_label(events)}" for old, new, events in moves]
    states = dict.fromkeys(new for _, new, _ in moves)
    lines += [f"    {state} --> [*]" for state in states if state in _ENDS]
    return "\n".join([*lines, "```"])


def _label(events: Iterable[str]) -> str:
    """ "job accepted, proposal agreed"."""
    words = sorted(re.sub(r"(?<!^)(?=[A-Z])", " ", event).lower() for event in events)
    if not words:
        return ""
    shown = words if len(words) <= MOST_EVENTS else [*words[: MOST_EVENTS - 1], "…"]
    return ": " + ", ".join(shown)


def drawn(text: str) -> str:
    """A document with the diagrams between its marks drawn anew. Raises ValueError where a mark is missing."""
    for name, diagram in (("order", order_diagram()), ("job", job_diagram())):
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        head, found, rest = text.partition(begin)
        _, closed, tail = rest.partition(end)
        if not found or not closed:
            raise ValueError(f"the document needs a line {begin} and a line {end}")
        text = f"{head}{begin}\n{diagram}\n{end}{tail}"
    return text


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(drawn(document.read_text("utf-8")), "utf-8")
