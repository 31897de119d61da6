"""A routing as a graph: which step waits for which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def find_cycle(after: Mapping[str, Sequence[str]]) -> list[str] | None:
    """A circle of steps that wait for each other, its first step again at its end; None where there is none."""
    done: set[str] = set()
    for first in after:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, bool]] = [(first, False)]
        while stack:
            step, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(step)
                done.add(step)
            elif step in on_path:
                return [*path[path.index(step) :], step]
            elif step not in done:
                path.append(step)
                on_path.add(step)
                stack.append((step, True))
                stack.extend((before, False) for before in after.get(step, ()) if before in after)
    return None


def in_order(after: Mapping[str, Sequence[str]]) -> list[str]:
    """The steps, each behind all those it waits for, otherwise as given. The graph must have no cycle."""
    order: dict[str, None] = {}
    stack: list[tuple[str, bool]] = [(step, False) for step in reversed(list(after))]
    while stack:
        step, leaving = stack.pop()
        if leaving:
            order[step] = None
        elif step not in order:
            stack.append((step, True))
            stack.extend((before, False) for before in reversed(after[step]) if before in after)
    return list(order)
