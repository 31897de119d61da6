"""What the words around an amount say of it: that it is a price, whether of one piece or of all, and how it binds."""

from __future__ import annotations

import re

_COUNTER = "[件个只条张把台套份盒箱本支瓶顶根片枚包袋杯碗组盏双对块束朵盆枝位人]"

UNIT_BEFORE = re.compile(
    r"(?:each|apiece|per (?:piece|unit|item|pc|head|person|copy|set|pair|one)|unit price|a piece|单价|均价|人均|"
    rf"每[一]?{_COUNTER}|一{_COUNTER}|每\w{{0,2}}|per)\s*[^,，。.;]{{0,14}}$"
)
UNIT_AFTER = re.compile(
    r"^\s*(?:yuan|块|元)?\s*[,(]?\s*(?:max |tops )?(?:each|apiece|a ?piece|ea\b|per\b|a pop|a head|"
    r"an? (?!total|budget|max)\w+\b|/\s*(?!order)[^\W\d]|per (?:piece|unit|item|pc|one)|for each|for one|"
    r"(?:左右|上下|以内|以下|之内)?[一每]\w|单价|/\s*[件个])"
)
#: Words behind a number that can only follow a price: 50一把, "15 a pop", "120/chair".
PRICE_AFTER = re.compile(rf"^\s*(?:a pop|apiece|a ?piece|a head|per\s|/\s*[^\W\d]|[一每]\s*{_COUNTER})")
ORDER_BEFORE = re.compile(
    r"(?:total|altogether|overall|in all|whole|all in|总|一共|共|合计|全部|整单|总共)[^,，。.;]{0,14}$"
)
ORDER_AFTER = re.compile(
    r"^\s*(?:in total|total|altogether|overall|all in|in all|for (?:all|everything|the (?:lot|whole|order))|"
    r"all together|tops for|总共|以内全部|一共|全部)"
)
#: Limits that numbers of pieces hardly have ("under 500"); with the others, they make the limit of a budget.
_UNDER = (
    r"under|below|(?<!no )(?<!not )less than|within|"
    r"cap(?:ped)? (?:of|at)|limit|(?:not|cant|cannot|can't|dont|don't|wont|shouldnt) "
    r"(?:to )?(?:exceed|(?:go |be |cost )?(?:over|above|beyond|past|more than))|cheaper than|"
    r"(?:nothing|not a (?:cent|penny|dime|dollar|euro|yuan|fen)) (?:over|above|more(?: than)?)|not over|not above|"
    r"don't (?:exceed|go over)|budget|别超|不超|不能超|不要超过|不高于|(?<!不)低于|(?<!不)少于|上限|预算|控制在|顶多|<"
)
UNDER = re.compile(rf"(?:{_UNDER})\s*(?:过|is|of|about|:|到|为|出到|to|on)?\s*[^,，。.;\d]{{0,8}}$")
MAX = re.compile(
    rf"(?:{_UNDER}|max(?:imum)?|no more than|not more than|up to|at most|不超过|别超过|不能超过|最多|至多)"
    r"\s*(?:is|of|about|:|到|为|改成|改为|to|on)?\s*[^,，。.;\d]{0,12}$"
)
MAX_AFTER = re.compile(
    r"^[^,，。.;\d]{0,8}(?:max|tops|or less|or under|at most|or below|以内|以下|之内|封顶|内\b|为上限|max\.)"
)
MAX_NEXT = re.compile(
    r"^\s*(?:块|元)?\s*(?:max\b|tops|or less|or under|at most|or below|以内|以下|之内|封顶|内\b|为上限)"
)
ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|circa|approx|大概|大约|差不多|约|~)\s*(?:是|在|:)?\s*[^,，。.;\d]{0,6}$"
)
ABOUT_AFTER = re.compile(r"^[^,，。.;\d]{0,6}(?:or so|ish|左右|上下|出头|give or take)")
MIN = re.compile(
    r"(?:at least|minimum|\bmin\.?(?= )|no less than|not less than|more than|over|above|至少|最少|起码|不低于|不少于|"
    r"高于)\s*[^,，。.;\d]{0,6}$"
)
MIN_AFTER = re.compile(r"^[^,，。.;\d]{0,6}(?:or more|minimum|at least|以上|起\b)")
CUE = re.compile(
    r"(?:budget|price|cost|pay|spend|afford|max(?:imum)? (?:price|cost)|my max(?:imum)?|my limit|预算|单价|总价|价格|"
    r"价钱|价位|均价|人均|每人|每[件个只条张把台套份顶]|费用|成本|出价|出到|报价)[^,，。.;]{0,24}$"
)
CUE_AFTER = re.compile(r"^\s*(?:to spend|budget|max budget|all in|搞定|拿下|预算)")
AT = re.compile(r"(?:\bat|@|for)\s*$")
NOT_BUDGET = re.compile(
    r"(?:deposit|paid|discount|voucher|coupon|定金|押金|优惠|已付)[^,，。.;]{0,8}$|(?:打|给个?|便宜)\s*$"
)
OFF_AFTER = re.compile(r"^\s*(?:%|percent|折|off\b|discount)")
NUMBER_ONLY = re.compile(r"^\s*(?:each|apiece|per|a ?piece|a pop|a head|/|[一每])")
ENDED = re.compile(r"^\s*(?:$|[,.;!?\n，。；！？)]|please|pls|thanks|if |ideally|or so|左右|吧|哈|谢|就|,)")


def squeeze(text: str) -> str:
    """Chinese is written without spaces."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", text)
