"""Parts: a message as a row of small pieces that know their role, ready to be put together into items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from nlu.mention import Mention, Scan, Sense

Role = Literal[
    "product", "value", "name", "cue", "unit", "degree", "figure", "money", "measure", "day", "text", "file", "place",
    "function", "sep", "word",
]  # fmt: skip

_STRONG = frozenset(".;\n!?。；！？")
_WEAK = frozenset(",，、/()[]|•·")
_ROLES: tuple[tuple[str, Role], ...] = (
    ("product", "product"), ("value", "value"), ("modifier", "degree"), ("cue", "cue"), ("unit", "unit"),
    ("attribute", "name"),
)  # fmt: skip


@dataclass(slots=True)
class Part:
    """The tokens from `start` to before `end`. `strong` separators end a sentence or a line of a list."""

    start: int
    end: int
    role: Role
    text: str
    senses: tuple[Sense, ...] = ()
    tags: frozenset[str] = frozenset()
    data: Any = None
    strong: bool = False
    quality: int = 0
    # What the later steps find out about a value.
    excluded: bool = False
    degree: str | None = None
    lead: int = -1
    tail: int = -1
    attribute: str | None = None
    rivals: tuple[Sense, ...] = field(default=())

    @property
    def first(self) -> int:
        """Its first token, with the words that belong to it ("no", "extra", "two")."""
        return self.start if self.lead < 0 else min(self.lead, self.start)

    @property
    def last(self) -> int:
        return max(self.end, self.tail)


def build(scan: Scan, mentions: Sequence[Mention]) -> list[Part]:
    """The parts of a message: its mentions, its separators, and every other word by itself."""
    parts: list[Part] = []
    starts = {m.start: m for m in mentions}
    here = 0
    while here < len(scan.tokens):
        mention = starts.get(here)
        if mention is not None:
            parts.append(_of_mention(scan, mention))
            here = mention.end
            continue
        token = scan.tokens[here]
        if token.text in _STRONG:
            parts.append(Part(here, here + 1, "sep", token.text, strong=True))
        elif token.text in _WEAK:
            parts.append(Part(here, here + 1, "sep", token.text))
        else:
            parts.append(Part(here, here + 1, "word", token.text))
        here += 1
    return parts


def _of_mention(scan: Scan, mention: Mention) -> Part:
    text = scan.text(mention.start, mention.end)
    if mention.kind == "term":
        for sense_role, role in _ROLES:
            senses = mention.role(sense_role)
            if senses:
                tags = mention.tags | ({"counter"} if mention.role("unit") else frozenset())
                return Part(
                    mention.start, mention.end, role, text, senses, tags, mention.senses, quality=mention.quality
                )
    if mention.kind == "function":
        if mention.tags <= {"counter"}:
            return Part(mention.start, mention.end, "unit", text, tags=mention.tags)
        joint = bool(mention.tags & {"and", "but"})
        return Part(mention.start, mention.end, "sep" if joint else "function", text, tags=mention.tags)
    if mention.kind in ("aside", "reference", "ordinal"):
        return Part(mention.start, mention.end, "word", text, tags=frozenset({mention.kind}), data=mention.data)
    plain: dict[str, Role] = {
        "figure": "figure", "money": "money", "measure": "measure", "day": "day", "text": "text", "file": "file",
        "place": "place",
    }  # fmt: skip
    return Part(mention.start, mention.end, plain[mention.kind], text, data=mention.data)
