"""The terms of a process in one line, as workshops write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.offer_said import FIELDS, OfferSaid, offer_said

UNITS = ("metre", "米", "piece", "件")


def read(text: str, asked: str = "price") -> OfferSaid:
    return offer_said(text, "CNY", UNITS, asked)


def figures(text: str) -> dict[str, Decimal]:
    """ "3.5 80 - 200 2": the fields in their order, "-" for those not told."""
    return {field: Decimal(told) for field, told in zip(FIELDS, text.split(), strict=True) if told != "-"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3.50 per piece, setup 80, min 20, 200 a day, 2 days", "3.5 80 20 200 2"),
        ("3.5/pc; setup 80; MOQ 20; 200/day; lead time 2", "3.5 80 20 200 2"),
        ("¥3.50 each, set-up fee ¥80, minimum 20 pcs, capacity 200 pieces per day, ready in 2 days", "3.5 80 20 200 2"),
        ("80 setup 20 minimum 3.5 each 200 a day 2 days", "3.5 80 20 200 2"),
        ("setup 80 min 20 price 3.5 200 per day 2 days", "3.5 80 20 200 2"),
        ("3.5 80 20 200 2", "3.5 80 20 200 2"),
        ("3.5, 80, 20, 200, 2", "3.5 80 20 200 2"),
        ("3.50 min 20 200 a day", "3.5 - 20 200 -"),
        ("3,50 per metre, no setup, no minimum, 1,200 a day, same day", "3.5 0 0 1200 0"),
        ("eight yuan per piece, setup one hundred, at least ten, two hundred a day, three days", "8 100 10 200 3"),
        ("from 50 pieces, 2.80 each, 400 daily, next day, setup: free", "2.8 0 50 400 1"),
        ("it's 3.5 per metre with a setup of 80 and a minimum of 20; we do 200 metres a day and it takes 2 days",
         "3.5 80 20 200 2"),
        ("3.5/m, 80 setup, from 20 m, 200 m/day, 2d", "3.5 80 20 200 2"),
        ("Setup: 80\nPrice: 3.5\nMinimum: 20\nPer day: 200\nLead: 2", "3.5 80 20 200 2"),
        ("1.5k a day, a week", "- - - 1500 7"),
        ("rmb 3.5, 2-3 weeks, 80-100 a day", "3.5 - - 80 21"),
        ("the price is 4", "4 - - - -"),
        ("3块5一件，开机费80，20件起，每天200件，2天", "3.5 80 20 200 2"),
        ("三块五一米 开机80 起订20 每天200米 两天交货", "3.5 80 20 200 2"),
        ("单价3.5元，开机费八十，起订量二十，日产两百，交期2天", "3.5 80 20 200 2"),
        ("3.5元/米，不收开机费，不限量，一天1200米，当天", "3.5 0 0 1200 0"),
        ("8毛一个，没有开机费，一千个起，每天两万个，3-5天", "0.8 0 1000 20000 5"),
        ("起订50件,每件2.8元,日产能400件,次日发货,开机费0", "2.8 0 50 400 1"),
        ("每米3.5，开机80，最少20米，每天能做200米，需要2天", "3.5 80 20 200 2"),
        ("价格3.5, 版费80, 50起, 产能200/天, 一周", "3.5 80 50 200 7"),
        ("3.5元 80元开机费 20件起订 200件/天 2个工作日", "3.5 80 20 200 2"),
        ("开机费：80\n单价：3.5\n起订量：20\n每天：200\n交期：2天", "3.5 80 20 200 2"),
        ("三元五角一件，起订20，200一天", "3.5 - 20 200 -"),
        ("每件三块半", "3.5 - - - -"),
        ("３．５元／件，起订２０件", "3.5 - 20 - -"),
        ("100件每天 2天 3.5元", "3.5 - - 100 2"),
        ("48小时", "- - - - 2"),
    ],
)  # fmt: skip
def test_what_is_told(text: str, told: str) -> None:
    """Every figure of a line finds its field, in either language, in any order, with or without commas."""
    assert read(text) == OfferSaid(figures(told))


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("price", "4", "4 - - - -"),
        ("setup", "80", "- 80 - - -"),
        ("setup", "¥80", "- 80 - - -"),
        ("setup", "none", "- 0 - - -"),
        ("minimum", "没有", "- - 0 - -"),
        ("minimum", "twenty pieces", "- - 20 - -"),
        ("capacity", "两百件", "- - - 200 -"),
        ("capacity", "about 200", "- - - 200 -"),
        ("lead", "2", "- - - - 2"),
        ("lead", "一天", "- - - - 1"),
        ("lead", "当天", "- - - - 0"),
        ("setup", "no, the price is 4", "4 - - - -"),
    ],
)
def test_a_bare_figure_is_what_was_asked_for(asked: str, text: str, told: str) -> None:
    """A figure alone answers the question; one with a word of its own is what the word says."""
    assert read(text, asked).figures == figures(told)


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("17 and 18", ("17", "18")),
        ("3-4 each", ("3-4",)),
        ("3.5 each, 3.2 each from 100", ("3.5", "3.2", "100")),
        ("-3 each", ("3",)),
        ("10% off", ("10",)),
        ("+86 138 0000 0000", ("86", "138", "0000", "0000")),
    ],
)
def test_what_could_be_anything_is_not_guessed(text: str, unclear: tuple[str, ...]) -> None:
    """Figures without a clear meaning come back as they were written, and count for nothing."""
    assert read(text) == OfferSaid({}, unclear)


@pytest.mark.parametrize("text", ["", "cheap", "no", "12.05.2026", "9" * 40, "as you like", "看情况", "👍"])
def test_what_has_no_figure_tells_nothing(text: str) -> None:
    """Words without figures, dates and endless numbers tell nothing, and break nothing."""
    assert read(text) == OfferSaid({})


@pytest.mark.parametrize(("text", "currency"), [("$3.5 each", "USD"), ("3.5美元一件", "USD"), ("3.5€", "EUR")])
def test_another_currency_is_named(text: str, currency: str) -> None:
    """Prices in another currency than the trade's are not taken for the trade's."""
    assert read(text) == OfferSaid({}, (), currency)


def test_a_currency_may_share_its_sign() -> None:
    """Whose dollar or ¥ is meant is settled by the trade."""
    assert offer_said("$3.5 each", "AUD").figures == {"price": Decimal("3.5")}
    assert offer_said("¥350 each", "JPY").figures == {"price": Decimal(350)}


@given(st.text(alphabet="0123456789 .,;-/每天件米元块起订开机min setup day each%¥$半一两百\n", max_size=80))
def test_nothing_breaks_it(text: str) -> None:
    """Whatever is written, figures are not below zero, and no field is told twice."""
    said = read(text)
    assert set(said.figures) <= set(FIELDS)
    assert all(value >= 0 for value in said.figures.values())
