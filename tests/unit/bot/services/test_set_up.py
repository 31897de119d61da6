"""The questions of a workshop that sets itself up: their order, and what answers in words come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from bot.runtime.settings import load_settings
from bot.runtime.trades import load_trades
from bot.services.office import Office, Trades
from bot.services.set_up.answers import typed
from bot.services.set_up.choices import chosen, is_whole
from bot.services.set_up.form import Form, form_of, form_state
from bot.services.set_up.questions import question
from bot.services.set_up.steps import (
    SUMMARY,
    answered,
    attributes_of,
    before,
    fitted,
    processes_of,
    steps_of,
    values_of,
)
from bot.services.set_up.summary import new_id, record_of
from bot.services.set_up.timezones import zone_said
from bot.services.set_up.unclear import Unclear
from planner.domain.errors import NotAllowed
from planner.domain.supplier_record import recorded

TRADES = load_trades(load_settings(None).catalogue, ())
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFFICE = cast(
    Office,
    SimpleNamespace(trades=Trades(TRADES), timezone=ZoneInfo("Asia/Shanghai"), now=lambda: NOW),
)
EMPTY = Form("t", 1, "Asia/Shanghai")


def at(step: str, **said: Any) -> Form:
    """A form of the clothing trade at one question."""
    known: dict[str, Any] = {
        "trade": "apparel",
        "names": {"en": "Green Dye Works"},
        "processes": ("dyeing", "printing"),
    }
    return replace(EMPTY, step=step, **{**known, **said})


def told(form: Form, text: str, language: str = "en") -> Form:
    return typed(form, text, OFFICE, language)


def whole() -> Form:
    """A form with all answers."""
    form = fitted(EMPTY, OFFICE.trades)
    for text in ("clothing", "Green Dye Works", "绿野染坊", "Shaoxing", "dyeing", "3.5 80 20 200 2", "all", "Mon-Sat",
                 "UTC+8", "9-18", "22-7"):  # fmt: skip
        form = told(form, text)
    return form


def test_the_questions_in_their_order() -> None:
    """Every question comes once, the terms of each process among them, and the summary at the end."""
    form = whole()
    assert steps_of(form, OFFICE.trades) == [
        "trade", "name", "other_name", "zone", "processes", "offer:dyeing", "accepts:dyeing", "workdays", "timezone",
        "hours", "quiet",
    ]  # fmt: skip
    assert form.step == SUMMARY
    assert is_whole(form, OFFICE)
    assert form_of(form_state(form)) == form


def test_a_way_back() -> None:
    """Back goes one question back, at the first nowhere, from a change to the summary; then what is open goes on."""
    form = fitted(EMPTY, OFFICE.trades)
    assert before(form, OFFICE.trades) is None
    form = told(told(form, "clothing"), "Green Dye Works")
    back = chosen(form, {"do": "back"}, OFFICE, "en")
    assert (form.step, back.step) == ("other_name", "name")
    assert told(back, "Blue Dye Works").step == "other_name"
    change = chosen(whole(), {"do": "open", "value": "zone"}, OFFICE, "en")
    assert chosen(change, {"do": "back"}, OFFICE, "en").step == SUMMARY
    assert told(change, "Suzhou").step == SUMMARY


def test_another_process_is_asked_about() -> None:
    """A process that is ticked later gets its questions; one that is unticked loses them, and not its terms."""
    change = chosen(whole(), {"do": "open", "value": "processes"}, OFFICE, "en")
    more = told(change, "dyeing, printing")
    assert more.step == "offer:printing"
    fewer = told(replace(more, step="processes"), "printing")
    assert "offer:dyeing" not in steps_of(fewer, OFFICE.trades)
    assert fewer.offers["dyeing"]["setup"] == "80"


def test_the_whole_record_is_a_supplier() -> None:
    """What was said is a supplier as a book has one, with the names, terms, days and hours that were said."""
    trade = TRADES["apparel"]
    record = record_of(whole(), trade, "zh")
    partner = recorded(trade, "green", record)
    assert partner.names == {"en": ("Green Dye Works",), "zh": ("绿野染坊",)}
    assert (partner.supplier.zone, partner.language, partner.quiet) == ("shaoxing", "zh", ("22:00", "07:00"))
    assert partner.supplier.workdays == {1, 2, 3, 4, 5, 6}
    offer = partner.supplier.offers[0]
    assert offer.unit_costs == ((1, Decimal(350)),)
    assert (offer.setup_cost, offer.min_quantity) == (8000, 20)
    assert (offer.daily_capacity, offer.lead_days, offer.accepts) == (200, 2, {})
    others = [one.supplier.reliability for one in trade.book.partners.values()]
    assert min(others) <= partner.supplier.reliability <= max(others)


def test_ids_are_nobody_elses() -> None:
    """The id is made of the name, of place and process where that has no Latin letters, and is nobody else's."""
    form = whole()
    assert new_id(form, ()) == "green_dye_works"
    assert new_id(form, {"green_dye_works", "green_dye_works_2"}) == "green_dye_works_3"
    assert new_id(replace(form, names={"zh": "绿野"}), ()) == "shaoxing_dyeing"
    assert new_id(replace(form, names={"en": "7 Bridges"}), ()) == "shaoxing_dyeing"


def test_what_is_no_longer_sold_is_asked_anew() -> None:
    """After the catalogue changed, a trade, place or process that is gone is open again, and nothing else is lost."""
    form = whole()
    assert fitted(form, OFFICE.trades) == form
    assert fitted(replace(form, zone="atlantis"), OFFICE.trades).step == "zone"
    assert fitted(replace(form, processes=("alchemy",)), OFFICE.trades).step == "processes"
    gone = fitted(replace(form, trade="alchemy"), OFFICE.trades)
    assert (gone.step, gone.names) == ("trade", form.names)


@pytest.mark.parametrize(
    ("step", "text", "field", "value"),
    [
        ("trade", "冰淇淋", "trade", "ice_cream"),
        ("trade", "Clothing & bags", "trade", "apparel"),
        ("name", "  Tom's   Prints ", "names", {"en": "Tom's Prints"}),
        ("name", "汤姆印花", "names", {"zh": "汤姆印花", "en": "Green Dye Works"}),
        ("other_name", "绿野", "names", {"en": "Green Dye Works", "zh": "绿野"}),
        ("other_name", "跳过", "names", {"en": "Green Dye Works"}),
        ("zone", "柯桥", "zone", "shaoxing"),
        ("zone", "浙江省杭州市余杭区", "zone", "hangzhou"),
        ("zone", "We are in Canton.", "zone", "guangzhou"),
        ("processes", "染色和印花", "processes", ("dyeing", "printing")),
        ("processes", "T-shirt sewing", "processes", ("shirt_sewing",)),
        ("workdays", "除周日外每天", "workdays", (1, 2, 3, 4, 5, 6)),
        ("timezone", "tokyo", "timezone", "Asia/Tokyo"),
        ("hours", "8:30到17点", "hours", ("08:30", "17:00")),
        ("quiet", "没有", "quiet", ()),
        ("quiet", "23-6", "quiet", ("23:00", "06:00")),
        ("accepts:printing", "digital print and heat transfer", "accepts",
         {"printing": {"decoration": ("digital", "heat_transfer")}}),
        ("values:dyeing:colour", "黑色、藏青", "accepts", {"dyeing": {"colour": ("black", "navy")}}),
        ("values:dyeing:colour", "all", "accepts", {"dyeing": {}}),
    ],
)  # fmt: skip
def test_answers_in_words(step: str, text: str, field: str, value: object) -> None:
    """Each question takes an answer in words, in either language."""
    assert getattr(told(at(step), text), field) == value


@pytest.mark.parametrize(
    ("step", "text", "code"),
    [
        ("trade", "cars", "tap"),
        ("name", "x", "name"),
        ("name", "12345", "name"),
        ("name", "a" * 41, "name"),
        ("name", "Green\nDye", "name"),
        ("name", "微信 green_dye", "name_contact"),
        ("name", "Dye www.example.com", "name_contact"),
        ("name", "Tea terrace dye lab", "name_taken"),
        ("zone", "the moon", "zone"),
        ("zone", "Hangzhou or Suzhou", "zone"),
        ("processes", "whatever you like", "processes"),
        ("offer:dyeing", "cheap", "terms"),
        ("offer:dyeing", "17 and 18", "terms"),
        ("offer:dyeing", "0 per metre", "figure"),
        ("offer:dyeing", "0 a day", "figure"),
        ("offer:dyeing", "400 days", "figure"),
        ("offer:dyeing", "1.5 days", "figure"),
        ("offer:dyeing", "$3 per metre", "currency"),
        ("accepts:printing", "hmm", "values"),
        ("values:dyeing:colour", "hmm", "values"),
        ("workdays", "whenever", "workdays"),
        ("timezone", "my zone", "timezone"),
        ("hours", "18-9", "hours"),
        ("quiet", "at night", "hours"),
        ("summary", "yes but", "tap"),
    ],
)
def test_what_is_no_answer_says_why(step: str, text: str, code: str) -> None:
    """What can't be an answer is refused by the name of what to say, and changes nothing that was said before."""
    form = at(step)
    with pytest.raises(Unclear) as problem:
        told(form, text)
    assert problem.value.code == code
    assert problem.value.form == form


def test_terms_in_parts() -> None:
    """Terms may come bit by bit: what is missing is open, a bare figure is what was asked, and any may be changed."""
    form = told(at("offer:dyeing"), "3.5 per metre, 200 a day")
    assert form.missing("dyeing") == ["setup", "minimum", "lead"]
    form = told(told(form, "80"), "20")
    assert (form.step, form.missing("dyeing")) == ("offer:dyeing", ["lead"])
    form = told(form, "2 天")
    assert (form.step, form.missing("dyeing")) == ("accepts:dyeing", [])
    assert told(replace(form, step="offer:dyeing"), "price 4").offers["dyeing"]["price"] == [["1", "4"]]


def test_with_unclear_figures_the_clear_ones_stay() -> None:
    """Of a line with a figure that could be anything, the others count."""
    with pytest.raises(Unclear) as problem:
        told(at("offer:dyeing"), "3.5 each, setup 80, 17, 18")
    assert problem.value.form.offers["dyeing"] == {"price": [["1", "3.5"]], "setup": "80"}


def test_ticks() -> None:
    """Ticks say what is on; nothing at all can't be ticked, and buttons of other questions do nothing."""
    form = at("processes", processes=())
    form = chosen(form, {"do": "tick", "value": "printing", "on": True}, OFFICE, "en")
    form = chosen(form, {"do": "tick", "value": "dyeing", "on": True}, OFFICE, "en")
    assert form.processes == ("dyeing", "printing")
    form = chosen(form, {"do": "tick", "value": "dyeing", "on": False}, OFFICE, "en")
    assert form.processes == ("printing",)
    with pytest.raises(NotAllowed):
        chosen(at("processes", processes=()), {"do": "next"}, OFFICE, "en")
    with pytest.raises(NotAllowed):
        chosen(at("workdays", workdays=(1,)), {"do": "tick", "value": 1, "on": False}, OFFICE, "en")
    with pytest.raises(NotAllowed):
        chosen(at("offer:dyeing"), {"do": "next"}, OFFICE, "en")
    with pytest.raises(NotAllowed):
        chosen(at("zone"), {"do": "all"}, OFFICE, "en")
    known = values_of(TRADES["apparel"].catalogue, "printing", "decoration")
    form = at("values:printing:decoration")
    form = chosen(form, {"do": "tick", "value": known[0], "on": False}, OFFICE, "en")
    assert form.accepts == {"printing": {"decoration": known[1:]}}
    form = chosen(form, {"do": "tick", "value": known[0], "on": True}, OFFICE, "en")
    assert form.accepts == {"printing": {}}


def test_every_process_can_be_chosen() -> None:
    """Every process that a product needs is offered, in every trade that comes with the project."""
    for trade in TRADES.values():
        needed = {step.process for product in trade.catalogue.products.values() for step in product.routing}
        assert set(processes_of(trade.catalogue)) == needed
    assert answered(at("quiet"), OFFICE.trades).step == "trade"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Asia/Shanghai", "Asia/Shanghai"),
        ("shanghai", "Asia/Shanghai"),
        ("北京时间", "Asia/Shanghai"),
        ("hong kong", "Asia/Hong_Kong"),
        ("New York", "America/New_York"),
        ("utc+8", "Asia/Shanghai"),
        ("GMT +8", "Asia/Shanghai"),
        ("东八区", "Asia/Shanghai"),
        ("UTC-5", "Etc/GMT+5"),
        ("utc", "UTC"),
        ("nowhere", None),
        ("", None),
        ("UTC+99", None),
    ],
)
def test_time_zones(text: str, zone: str | None) -> None:
    """Zones by their own names, by cities, by what people call them, and by offsets."""
    assert zone_said(text, ["Asia/Shanghai"], NOW) == zone


@pytest.mark.parametrize("trade", sorted(TRADES))
def test_telegram_takes_every_question(trade: str) -> None:
    """No question of any trade has more buttons than Telegram takes (100), and every value is on one of its pages."""
    catalogue = TRADES[trade].catalogue
    form = replace(whole(), trade=trade, zone=next(iter(TRADES[trade].book.zones)), processes=())
    form = replace(form, processes=tuple(processes_of(catalogue)), done=())
    steps = [*steps_of(form, OFFICE.trades), SUMMARY]
    steps += [f"values:{p}:{a}" for p in form.processes for a in attributes_of(catalogue, p)]
    for step in steps:
        labels: list[str] = []
        for page in range(4):
            rows = question(replace(form, step=step, page=page), OFFICE, "en").buttons
            assert sum(map(len, rows)) <= 100
            assert all(len(row) <= 8 for row in rows)
            labels += [button.label for row in rows for button in row]
        if step.startswith("values"):
            _, process, attribute = step.split(":")
            shown = [catalogue.value_name(attribute, v, "en") for v in values_of(catalogue, process, attribute)]
            assert {f"☑️ {name}" for name in shown} <= set(labels)
