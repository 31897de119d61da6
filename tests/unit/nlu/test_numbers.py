"""Numbers, measures and money, as people write and say them."""

from __future__ import annotations

import pytest

from nlu.reader import Reader
from tests.unit.nlu.conftest import NOW, briefs

QUANTITIES = {
    "a pair of oak stools": "2",
    "from 15 to 20 oak stools": "15-20",
    "somewhere between 40 and 50 oak stools": "40-50",
    "1.5k oak stools": "1500",
    "1 000 oak stools": "1000",
    "a hundred and fifty oak stools": "150",
    "a couple hundred oak stools": "200",
    "two dozen and a half oak stools": "30",
    "two and a half dozen oak stools": "30",
    "a half dozen oak stools": "6",
    "a crate of oak stools": "6",
    "20ish oak stools": "~20",
    "just shy of 100 oak stools": "~100",
    "a few oak stools": "None",
    "3× oak stools": "3",
    "oak stools (x30)": "30",
    "oak. stools. 16.": "16",
    "橡木凳子20和30之间": "20-30",
    "20个到30个橡木凳子": "20-30",
    "十五六个橡木凳子": "15-16",
    "一百二三十个橡木凳子": "120-130",
    "七八个橡木凳子": "7-8",
    "百来个橡木凳子": "~100",
    "近百个橡木凳子": "~100",
    "五十多个橡木凳子": "~50",
    "橡木凳子一百出头": "~100",
    "一打半橡木凳子": "18",
    "廿五个橡木凳子": "25",
    "1万2个橡木凳子": "12000",
    "3千5百个橡木凳子": "3500",
    "两百五个橡木凳子": "250",
    "三百零五个橡木凳子": "305",
    "③个橡木凳子": "3",
}


@pytest.mark.parametrize(("text", "quantity"), QUANTITIES.items())
def test_a_quantity_is_what_its_words_say(furniture: Reader, text: str, quantity: str) -> None:
    """A number is read in digits, words, ranges, packs and rough terms of both languages."""
    assert briefs(furniture.read(text, NOW)) == [f"stool {quantity} wood=oak"]


def test_a_change_from_one_number_to_another_is_no_range(furniture: Reader) -> None:
    """ "from 50 to 60" beside a word of change asks for 60."""
    reading = furniture.read("oak stools, changed from 50 to 60", NOW)
    assert briefs(reading) == ["stool 60 wood=oak"]


def test_circled_digits_number_the_lines_of_a_list(furniture: Reader) -> None:
    """ "①2张桌子②3个凳子" is two items, and neither 12 nor 23 of anything."""
    assert briefs(furniture.read("①2张橡木桌子②3个橡木凳子", NOW)) == ["table 2 wood=oak", "stool 3 wood=oak"]


MEASURES = {
    "one oak table, 1m50 wide": "width=1.5m",
    "one oak table, half a metre high": "height=0.5m",
    "one oak table, a metre and a half wide": "width=1.5m",
    "one oak table 1 1/2 m wide": "width=1.5m",
    "one oak table 1½ m wide": "width=1.5m",
    "one oak table 3/4 m wide": "width=0.75m",
    "one oak table, 5'6\" wide": "width=5.5ft",
    "one oak table, 120 wide and 75 high, in cm": "height=75cm width=120cm",
    "one oak table 75 high x 120 cm wide": "height=75cm width=120cm",
    "one oak table, W120 x H75 cm": "height=75cm width=120cm",
    "A 2.5 m wide oak table": "width=2.5m",
    "one oak table 1,8m wide": "width=1.8m",
    "橡木桌子一张，半米高": "height=0.5m",
    "橡木桌子一张，一米七五宽": "width=1.75m",
    "橡木桌子一张，一米半宽": "width=1.5m",
    "橡木桌子一张，宽120、高75厘米": "height=75cm width=120cm",
    "橡木桌子一张，宽高分别是120、75厘米": "height=75cm width=120cm",
    "橡木桌子一张，高宽75x120厘米": "height=75cm width=120cm",
    "橡木桌子一张，1.2*0.8米": "height=0.8m width=1.2m",
}


@pytest.mark.parametrize(("text", "measures"), MEASURES.items())
def test_a_measure_has_its_unit_wherever_it_stands(furniture: Reader, text: str, measures: str) -> None:
    """Measures are read with halves, in two units, and with a unit that several of them share."""
    assert briefs(furniture.read(text, NOW)) == [f"table 1 {measures} wood=oak"]


BUDGETS = {
    "not a cent over €250 in total": ("250", "EUR", "order", "max"),
    "price should be around 120 per table": ("120", "EUR", "unit", "about"),
    "max 15 a pop": ("15", "EUR", "unit", "max"),
    "at 120 each": ("120", "EUR", "unit", "max"),
    "120 apiece tops": ("120", "EUR", "unit", "max"),
    "120/table": ("120", "EUR", "unit", "max"),
    "somewhere around £50 a table": ("50", "GBP", "unit", "about"),
    "$8-10 each": ("10", "USD", "unit", "max"),
    "under a grand": ("1000", "EUR", "order", "max"),
    "under 500 please": ("500", "EUR", "order", "max"),
    "can't go over 5000": ("5000", "EUR", "order", "max"),
    "I've got 5000 to spend": ("5000", "EUR", "order", "max"),
    "50 cents each": ("0.5", "EUR", "unit", "max"),
    "€1.200,50 all in": ("1200.5", "EUR", "order", "max"),
    "三千以内": ("3000", "EUR", "order", "max"),
    "人均50左右": ("50", "EUR", "unit", "about"),
    "50一张": ("50", "EUR", "unit", "max"),
    "一百二一张": ("120", "EUR", "unit", "max"),
    "三块五一张": ("3.5", "CNY", "unit", "max"),
    "千元以内": ("1000", "CNY", "order", "max"),
    "预算1万2": ("12000", "EUR", "order", "max"),
    "5000人民币以内": ("5000", "CNY", "order", "max"),
}


@pytest.mark.parametrize(("words", "expected"), BUDGETS.items())
def test_a_price_needs_no_currency(furniture: Reader, words: str, expected: tuple[str, ...]) -> None:
    """A number is a price where the words around it say so, and what it is the price of is not ordered again."""
    reading = furniture.read(f"4 oak tables, {words}", NOW)
    budget = reading.spec.budget
    assert budget is not None
    assert (f"{budget.amount.normalize():f}", budget.currency, budget.per, budget.bound) == expected
    assert briefs(reading) == ["table 4 wood=oak"]


@pytest.mark.parametrize(
    "words",
    ["10% off please", "给个九五折", "24/7", "within 48 hours", "48小时内", "deposit of €50 paid", "no more than 5"],
)
def test_what_is_no_price_sets_no_budget(furniture: Reader, words: str) -> None:
    """Discounts, hours, deposits and limits of pieces are no budget."""
    assert furniture.read(f"4 oak tables, {words}", NOW).spec.budget is None
