"""Numbers of values that can be counted: "two drawers", "drawers (2)", 抽屉两个."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.counts import Amounts, Count, is_split
from nlu.parts import Part
from planner.domain.catalogue import Catalogue


def count_values(parts: Sequence[Part], counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue) -> None:
    """ "two drawers": numbers of values that can be counted."""
    for count in counts:
        if count.used or count.share or count is amounts.total:
            continue
        here = count.place + 1
        while (
            here < len(parts)
            and (parts[here].role in ("unit", "degree", "word") or parts[here].tags & {"of", "counter"})
            and here - count.place < 4
        ):
            here += 1
        if here < len(parts) and parts[here].role == "value" and not parts[here].excluded:
            countable = any(catalogue.attributes[s.attribute].countable for s in parts[here].senses)
            if not countable or is_split(parts[here], catalogue):
                continue
            amounts.counted[here] = count
            count.used = True
            parts[here].lead = parts[count.place].start
    _count_behind(parts, counts, amounts, catalogue)


def _count_behind(parts: Sequence[Part], counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue) -> None:
    """ "drawers (2)", "hooks x 4", 抽屉两个: the number stands behind, and nothing that it could count follows."""
    if amounts.total is None:
        return
    for count in counts:
        here = count.place - 1
        while here >= 0 and (parts[here].text in ("(", "x", "*", "×", ":", "-") or "amount" in parts[here].tags):
            here -= 1
        after = count.place + 1
        if after < len(parts) and parts[after].role == "unit":
            after += 1
        ended = after >= len(parts) or parts[after].role in ("sep", "function") or parts[after].text == ")"
        if here < 0 or here in amounts.counted or not ended or count.used or count.share or count is amounts.total:
            continue
        part = parts[here]
        if part.role != "value" or part.excluded or is_split(part, catalogue):
            continue
        if any(catalogue.attributes[s.attribute].countable for s in part.senses):
            amounts.counted[here], count.used = count, True
            closed = after < len(parts) and parts[after].text == ")" and parts[here + 1].text == "("
            part.tail = max(part.tail, parts[after if closed else after - 1].end)
