"""Words that open a group of pieces: "one", "3", "the first", "the other", "a large one", 第一个, 另一个."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from nlu.counts import Count, is_pronoun
from nlu.packed import words
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

Kind = Literal["number", "ordinal", "rest"]
#: How the opener leads to what tells its pieces apart: "in red", a bare value, "a red one", or nothing.
Link = Literal["led", "value", "pronoun", "without"]

_ORDINALS = words("first second third fourth fifth sixth last 1st 2nd 3rd 4th 5th 6th")
_NUMERALS = "一二三四五六七八九十"
_OTHER = words("other others 另 另外")
#: Said of the pieces before what tells them apart ("one of them should be in red").
#: What stands before the pieces that are not like the others.
EXCEPT = words("except bar apart aside other 除了") | {"except for"}
#: "half of them": these words belong to the share.
_OF_THEM = (" of them", " of those", " of these")
_IDLE = words("which is are be will would should to made please for just only 在 要 是 做 用 选")


@dataclass(frozen=True, slots=True)
class Opener:
    """`start`: its first part, `place`: that of its number, `end`: behind it; `some`: of what was said before."""

    start: int
    place: int
    end: int
    kind: Kind
    link: Link
    value: int | None
    share: str = ""
    some: bool = False


def find_openers(
    parts: Sequence[Part], counts: Mapping[int, Count], start: int, countable_too: bool, catalogue: Catalogue
) -> list[Opener]:
    """The openers from `start` on, in order. `countable_too`: "one tulip" may be one of the pieces, not a tulip."""
    found: list[Opener] = []
    here = start
    while here < len(parts):
        opener = _opener(parts, here, counts, countable_too, catalogue)
        if opener is None:
            here += 1
            continue
        found.append(opener)
        here = opener.end
    return found


def _opener(
    parts: Sequence[Part], here: int, counts: Mapping[int, Count], countable_too: bool, catalogue: Catalogue
) -> Opener | None:
    named = _ordinal(parts, here) or _other(parts, here) or _article(parts, here)
    if named is None and here in counts and not counts[here].each:
        count = counts[here]
        end = here + 1
        if end < len(parts) and parts[end].role == "unit":
            end += 1
        kind: Kind = "rest" if count.share == "rest" else "number"
        share = "" if count.share == "rest" else count.share
        lead = here - 1 if here and parts[here - 1].tags & {"about"} else here
        of_them = parts[here].text.endswith(_OF_THEM) or _of_those(parts, here, end)
        named = Opener(lead, here, end, kind, "value", count.value, share, of_them)
    if named is None:
        return None
    link, end = _link(parts, named, countable_too, catalogue)
    if link is None:
        return None
    return Opener(named.start, named.place, end, named.kind, link, named.value, named.share, named.some)


def _ordinal(parts: Sequence[Part], here: int) -> Opener | None:
    start = here
    if "the" in parts[here].tags and here + 1 < len(parts):
        here += 1
    if parts[here].role == "word" and parts[here].text in _ORDINALS:
        return Opener(start, here, _past_pronoun(parts, here + 1), "ordinal", "value", 1)
    if parts[here].text == "第" and here + 1 < len(parts) and parts[here + 1].text in _NUMERALS:
        return Opener(start, here + 1, _past_pronoun(parts, here + 2), "ordinal", "value", 1)
    return None


def _other(parts: Sequence[Part], here: int) -> Opener | None:
    """ "the other", "another one", 另一个: one more, or what is left."""
    start = here
    if parts[here].text in ("another", "one more"):
        if here + 1 < len(parts) and parts[here + 1].role == "figure" and parts[here + 1].text != "one":
            return None
        return Opener(start, here, _past_pronoun(parts, here + 1), "number", "value", 1)
    if "the" in parts[here].tags and here + 1 < len(parts):
        here += 1
    if parts[here].text not in _OTHER or (start == here and parts[here].text == "other"):
        return None
    han = not parts[here].text.isascii()
    if here + 1 < len(parts) and parts[here + 1].role == "figure" and parts[here + 1].text not in ("one", "一"):
        value = parts[here + 1].data.whole
        return Opener(start, here + 1, _past_pronoun(parts, here + 2), "number", "value", value)
    if han and (here + 1 >= len(parts) or parts[here + 1].text != "一"):
        return None
    end = here + 2 if han else here + 1
    return Opener(start, here, _past_pronoun(parts, end), "rest", "value", None)


def _article(parts: Sequence[Part], here: int) -> Opener | None:
    """ "a large one": the article of a pronoun."""
    if parts[here].text not in ("a", "an"):
        return None
    end = here + 1
    while end < len(parts) and parts[end].role in ("value", "degree", "cue"):
        end += 1
    if end == here + 1 or end >= len(parts) or not is_pronoun(parts, end):
        return None
    return Opener(here, here, here + 1, "number", "value", 1)


def _past_pronoun(parts: Sequence[Part], here: int) -> int:
    if here < len(parts) and (parts[here].text in ("one", "ones") or parts[here].role == "unit"):
        return here + 1
    return here


def _of_those(parts: Sequence[Part], here: int, end: int) -> bool:
    """ "5 of them", 其中5个: pieces of those that were named before."""
    after = end < len(parts) and "amount" in parts[end].tags and parts[end].text.startswith("of ")
    before = parts[max(0, here - 2) : here]
    return after or any(p.text in ("其中", "其中有", "当中", "including", "of which") for p in before)


def _link(parts: Sequence[Part], opener: Opener, countable_too: bool, catalogue: Catalogue) -> tuple[Link | None, int]:
    here = opener.end
    while here < len(parts) and (
        "amount" in parts[here].tags
        or parts[here].text in _IDLE
        or parts[here].role == "unit"
        or (opener.kind != "number" and parts[here].text == ":")
    ):
        here += 1
    led = False
    while here < len(parts) and (
        parts[here].tags & {"of", "with", "not", "det", "the", "own", "all"}
        or parts[here].role in ("degree", "name")
        or (led and (parts[here].role == "figure" or parts[here].text in _IDLE))
        or (led and parts[here].role == "unit")
    ):
        led = led or bool(parts[here].tags & {"of", "with", "not"})
        here += 1
    if here < len(parts) and (parts[here].role in ("cue", "text", "measure") or "taken" in parts[here].tags):
        return "led", opener.end
    if led and "not" in parts[here - 1].tags and (here >= len(parts) or parts[here].role == "sep"):
        return "without", opener.end
    if here >= len(parts) or parts[here].role != "value":
        return None, opener.end
    behind = here
    while behind < len(parts) and parts[behind].role in ("value", "degree", "cue"):
        behind += 1
    if behind < len(parts) and is_pronoun(parts, behind):
        return "pronoun", opener.end
    if led or parts[here].excluded or opener.kind != "number":
        return "led", opener.end
    if (
        opener.share
        or countable_too
        or not any(catalogue.attributes[s.attribute].countable for s in parts[here].senses)
    ):
        return "value", opener.end
    return None, opener.end
