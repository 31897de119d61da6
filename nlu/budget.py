"""What it may cost: an amount, whether for one piece or for all, and how it binds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from nlu.money import Amount
from nlu.parts import Part
from planner.domain.spec import Budget, BudgetBound

_UNIT_BEFORE = re.compile(
    r"(?:each|apiece|per (?:piece|unit|item|pc|head|person|copy|set|pair)|unit price|单价|"
    r"每[一]?[件个只条张把台套份盒箱本支瓶顶根片枚包袋杯碗组盏双对块]|"
    r"一[件个只条张把台套份盒箱本支瓶顶根片枚包袋杯碗组盏双对]|每\w{0,2}|per)\s*[^,，。.;]{0,14}$"
)
_UNIT_AFTER = re.compile(
    r"^\s*(?:yuan|块|元)?\s*[,(]?\s*(?:each|apiece|a ?piece|ea\b|per\b|a pop|an? (?!total|budget|max)\w+\b|"
    r"/\s*(?!order)\w|per (?:piece|unit|item|pc|one)|for each|for one|(?:左右|上下|以内|以下|之内)?[一每]\w|"
    r"单价|/\s*[件个])"
)
_ORDER_BEFORE = re.compile(
    r"(?:total|altogether|overall|in all|whole|all in|总|一共|共|合计|全部|整单|总共)[^,，。.;]{0,14}$"
)
_ORDER_AFTER = re.compile(
    r"^\s*(?:in total|total|altogether|overall|all in|in all|for (?:all|everything|the (?:lot|whole|order))|"
    r"all together|tops for|总共|以内全部|一共|全部)"
)
_MAX = re.compile(
    r"(?:under|below|max(?:imum)?|no more than|not more than|up to|at most|less than|within|cap(?:ped)? (?:of|"
    r"at)|limit|not (?:exceed|over)|dont (?:exceed|go over)|cheaper than|don't (?:exceed|go over)|budget|不超过|别超过|"
    r"不要超过|不能超过|不高于|低于|少于|最多|至多|上限|预算|控制在|顶多|<)\s*(?:is|of|about|:|到|为|改成|改为|"
    r"to|on)?\s*[^,，。.;\d]{0,12}$"
)
_MAX_AFTER = re.compile(
    r"^[^,，。.;\d]{0,8}(?:max|tops|or less|or under|at most|or below|以内|以下|之内|封顶|内\b|为上限|max\.)"
)
_ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|circa|approx|大概|大约|差不多|约|~)\s*(?:是|在|:)?\s*[^,，。.;\d]{0,6}$"
)
_ABOUT_AFTER = re.compile(r"^[^,，。.;\d]{0,6}(?:or so|ish|左右|上下|give or take)")
_MIN = re.compile(
    r"(?:at least|minimum|no less than|not less than|more than|over|above|至少|最少|起码|不低于|不少于|"
    r"高于)\s*[^,，。.;\d]{0,6}$"
)
_MIN_AFTER = re.compile(r"^[^,，。.;\d]{0,6}(?:or more|minimum|at least|以上|起\b)")
_CUE = re.compile(
    r"(?:budget|price|cost|pay|spend|afford|max(?:imum)? (?:price|cost)|预算|单价|总价|价格|价钱|价位|"
    r"每[件个只条张把台套份顶]|费用|成本|"
    r"出价)[^,，。.;]{0,16}$"
)
_NOT_BUDGET = re.compile(r"(?:deposit|paid|discount|voucher|coupon|定金|押金|优惠|已付)[^,，。.;]{0,8}$")


def find_budget(parts: Sequence[Part], currency: str, open_: bool) -> tuple[Budget | None, bool]:
    """The budget of a message, and whether its own words say if it is per piece or for all.

    An amount without a currency counts where a word for the price stands before it; such a figure becomes money.
    `open_`: a budget stands already, so that "1500 in total" is one too.
    """
    best: tuple[Budget, bool] | None = None
    for place, part in enumerate(parts):
        if part.role == "money":
            amount: Amount = part.data
            value, code = amount.most or amount.value, amount.currency
        elif part.role == "figure":
            before, after = map(_squeeze, _around(parts, place))
            priced: object = _CUE.search(before) or (
                (_MAX.search(before) or _UNIT_BEFORE.search(before))
                and _UNIT_AFTER.search(after)
                and _NUMBER_ONLY.search(after)
            )
            # "30 of them, no more than 2000 in total": the pieces were told already, so this is what they may cost.
            if _MAX.search(before) and (_ORDER_AFTER.search(after) or _ORDER_BEFORE.search(before)):
                priced = priced or any(p.role == "figure" for p in parts[:place])
            if open_:
                priced = priced or _ORDER_AFTER.search(after) or _NUMBER_ONLY.search(after)
            if not priced or _followed(parts, place):
                continue
            value, code = part.data.most or part.data.value, currency
            part.role = "money"
        else:
            continue
        before, after = _around(parts, place)
        if _NOT_BUDGET.search(_squeeze(before)):
            continue
        per, cued = _per(before, after)
        best = (Budget(Decimal(value), code, per, _bound(before, after)), cued)
    return best if best else (None, False)


_NUMBER_ONLY = re.compile(r"^\s*(?:each|apiece|per|a ?piece|/|[一每])")


def _followed(parts: Sequence[Part], place: int) -> bool:
    """Does the number count something ("max 20 pieces")?"""
    following = parts[place + 1] if place + 1 < len(parts) else None
    return following is not None and following.role in ("unit", "product", "value") and following.text not in ("块",)


def _around(parts: Sequence[Part], place: int) -> tuple[str, str]:
    return (
        " ".join(p.text for p in parts[max(0, place - 8) : place]) + " ",
        " ".join(p.text for p in parts[place + 1 : place + 7]),
    )


def _per(before: str, after: str) -> tuple[Literal["unit", "order"], bool]:
    squeezed_before, squeezed_after = _squeeze(before), _squeeze(after)
    if _ORDER_AFTER.search(squeezed_after) or _ORDER_AFTER.search(after):
        return "order", True
    if _UNIT_AFTER.search(after) or _UNIT_AFTER.search(squeezed_after):
        return "unit", True
    order, unit = _ORDER_BEFORE.search(squeezed_before), _UNIT_BEFORE.search(squeezed_before)
    if unit and not order:
        return "unit", True
    return "order", bool(order)


def _squeeze(text: str) -> str:
    """Chinese is written without spaces."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", text)


def _bound(before: str, after: str) -> BudgetBound:
    before, after = _squeeze(before), _squeeze(after)
    if _MIN_AFTER.search(after) or (_MIN.search(before) and not _MAX.search(before)):
        return "min"
    if _MAX_AFTER.search(after):
        return "max"
    if _ABOUT.search(before) or _ABOUT_AFTER.search(after):
        return "about"
    return "max"
