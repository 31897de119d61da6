"""What it may cost: an amount, whether for one piece or for all, and how it binds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from nlu import price_words as say
from nlu.money import Amount
from nlu.parts import Part
from nlu.price_words import squeeze
from planner.domain.spec import Budget, BudgetBound


def find_budget(parts: Sequence[Part], currency: str, open_: bool) -> tuple[Budget | None, bool]:
    """The budget of a message, and whether its own words say if it is per piece or for all.

    An amount without a currency counts where the words around it speak of a price; such a figure becomes money.
    `open_`: a budget stands already, so that "1500 in total" is one too.
    """
    best: tuple[Budget, bool] | None = None
    told: Decimal | None = None
    for place, part in enumerate(parts):
        before, after = _around(parts, place)
        about = False
        if part.role == "money":
            amount: Amount = part.data
            value, code, about = amount.most or amount.value, amount.currency, amount.about
        elif part.role == "figure":
            value, code, about = part.data.most or part.data.value, currency, part.data.about
            if _followed(parts, place) or not _priced(parts, place, squeeze(before), squeeze(after), open_, told):
                told = value if told is None else max(told, value)
                continue
            part.role = "money"
        else:
            continue
        if say.NOT_BUDGET.search(squeeze(before)):
            continue
        per, cued = _per(before, after)
        _pass_over_unit(parts, place)
        best = (Budget(Decimal(value), code, per, _bound(before, after, about)), cued)
    return best if best else (None, False)


def _priced(parts: Sequence[Part], place: int, before: str, after: str, open_: bool, told: Decimal | None) -> bool:
    """Is a number without a currency a price? `told`: the largest of the numbers before it that are none."""
    if say.OFF_AFTER.search(after):
        return False
    limited = say.MAX.search(before) is not None
    per_unit = say.UNIT_AFTER.search(after) is not None and say.NUMBER_ONLY.search(after) is not None
    if say.CUE.search(before) or ((limited or say.UNIT_BEFORE.search(before)) and per_unit):
        return True
    ordered = say.ORDER_AFTER.search(after) or say.ORDER_BEFORE.search(before)
    if open_ and (say.ORDER_AFTER.search(after) or say.NUMBER_ONLY.search(after)):
        return True
    if told is None:
        return False
    # The pieces were told already, so another limit or another "each" is what they may cost.
    if (limited and ordered) or say.CUE_AFTER.search(after) or say.PRICE_AFTER.search(after):
        return True
    if limited and say.UNIT_BEFORE.search(before) and say.ENDED.search(after):
        return True
    if per_unit and (say.AT.search(before) or say.MAX_AFTER.search(after)):
        return True
    number = Decimal(parts[place].data.most or parts[place].data.value)
    if say.UNIT_BEFORE.search(before) and _beside_unit(parts, place):
        return say.ENDED.search(after) is not None or say.MAX_AFTER.search(after) is not None
    if per_unit and _ends_with_each(parts, place):
        return number > told
    bound = say.UNDER.search(before) if say.ENDED.search(after) else say.MAX_NEXT.search(after)
    return bound is not None and number > 2 * told


def _beside_unit(parts: Sequence[Part], place: int) -> bool:
    """一把50, 每个50: the counting word stands right before the number."""
    return place > 1 and parts[place - 1].role == "unit"


def _ends_with_each(parts: Sequence[Part], place: int) -> bool:
    """ "120 each" with nothing that it could be divided over."""
    if "each" not in parts[place + 1].tags:
        return False
    following = parts[place + 2] if place + 2 < len(parts) else None
    before = parts[place - 1] if place else None
    return (following is None or following.role in ("sep", "day", "place")) and (before is None or before.role == "sep")


def _followed(parts: Sequence[Part], place: int) -> bool:
    """Does the number count something ("max 20 pieces")?"""
    following = parts[place + 1] if place + 1 < len(parts) else None
    return following is not None and following.role in ("unit", "product", "value") and following.text not in ("块",)


def _pass_over_unit(parts: Sequence[Part], place: int) -> None:
    """ "£50 a chair", 50一把, "per chair 30": what the price is of is not ordered once more."""
    behind, ahead = place + 1, place - 1
    if behind + 1 < len(parts) and parts[behind].text in ("a", "an", "per", "/", "each", "一", "每", "one"):
        for part in parts[behind : behind + 3]:
            if part.role in ("unit", "product", "figure", "name") or part is parts[behind]:
                part.role, part.tags = ("sep" if part.text == "/" else "word"), frozenset()
            else:
                break
    while ahead > 0 and parts[ahead].role in ("unit", "product"):
        ahead -= 1
    if parts[ahead].text in ("per", "每", "一") and ahead < place - 1:
        for part in parts[ahead:place]:
            part.role, part.tags = "word", frozenset()


def _around(parts: Sequence[Part], place: int) -> tuple[str, str]:
    return (
        " ".join(p.text for p in parts[max(0, place - 8) : place]) + " ",
        " ".join(p.text for p in parts[place + 1 : place + 7]),
    )


def _per(before: str, after: str) -> tuple[Literal["unit", "order"], bool]:
    squeezed_before, squeezed_after = squeeze(before), squeeze(after)
    if say.ORDER_AFTER.search(squeezed_after) or say.ORDER_AFTER.search(after):
        return "order", True
    if say.UNIT_AFTER.search(after) or say.UNIT_AFTER.search(squeezed_after):
        return "unit", True
    order, unit = say.ORDER_BEFORE.search(squeezed_before), say.UNIT_BEFORE.search(squeezed_before)
    if unit and not order:
        return "unit", True
    return "order", bool(order)


def _bound(before: str, after: str, about: bool) -> BudgetBound:
    before, after = squeeze(before), squeeze(after)
    if say.MIN_AFTER.search(after) or (say.MIN.search(before) and not say.MAX.search(before)):
        return "min"
    if say.MAX_AFTER.search(after):
        return "max"
    if (about and not say.MAX.search(before)) or say.ABOUT.search(before) or say.ABOUT_AFTER.search(after):
        return "about"
    return "max"
