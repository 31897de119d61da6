"""The form of an outbox payload: which view, its facts, its buttons. Sentences are put to it where it is rendered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from planner.domain.lifecycle import Mode

#: Part of every picture's name: count it up when pictures begin to look different, and they are drawn anew.
LOOKS = 1


@dataclass(frozen=True)
class Button:
    """A button before it has an action id. `label`: a text's name, or (`literal`) the text itself.

    `kind` and `args` say what pressing it does; `style`: primary, success or danger.
    """

    label: str
    kind: str
    args: Mapping[str, Any] = field(default_factory=dict)
    literal: bool = False
    style: str | None = None


@dataclass(frozen=True)
class Content:
    """What a view shows: plain JSON values, and rows of buttons."""

    data: Mapping[str, Any]
    buttons: Sequence[Sequence[Button]] = ()


def payload_of(view: str, language: str, content: Content, ids: Mapping[int, str], mode: Mode) -> dict[str, Any]:
    """The outbox payload. `ids`: the action id of each button, by its position in reading order."""
    position = 0
    rows: list[list[dict[str, Any]]] = []
    for row in content.buttons:
        cells: list[dict[str, Any]] = []
        for button in row:
            cell: dict[str, Any] = {"label": button.label, "action": ids[position]}
            if button.literal:
                cell["literal"] = True
            if button.style:
                cell["style"] = button.style
            cells.append(cell)
            position += 1
        rows.append(cells)
    return {"view": view, "language": language, "mode": mode.value, "data": dict(content.data), "buttons": rows}


def picture_of(payload: Mapping[str, Any]) -> str | None:
    """The name of the picture in a payload (its facts under `picture`); the same facts make the same name. None: it
    has none."""
    return picture_name(payload["view"], payload["language"], payload["data"].get("picture"))


def picture_name(view: str, language: str, facts: Mapping[str, Any] | None) -> str | None:
    """What a picture of these facts would be called."""
    if facts is None:
        return None
    said = json.dumps([LOOKS, view, language, facts], sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()[:32]


def in_rows(buttons: Sequence[Button], width: int) -> list[list[Button]]:
    """Buttons in rows of `width`."""
    return [list(buttons[i : i + width]) for i in range(0, len(buttons), width)]
