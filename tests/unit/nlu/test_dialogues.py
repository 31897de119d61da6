"""Dialogues: answers, amendments, corrections and removals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlu.reader import Reader
from nlu.standing import Standing
from planner.domain.catalogue_format import catalogue_from_data
from planner.domain.spec import Entry, Intent, Item, OrderSpec, Reading
from tests.unit.nlu.conftest import NOW, briefs

TALKS = [
    (["30 stools", "oak", "mint", "10 s 20 m"], ["stool 30 paint=mint size=m*20 size=s*10 wood=oak"]),
    (["凳子", "30个", "橡木", "白色", "中号和大号各一半"], ["stool 30 paint=white size=l*15 size=m*15 wood=oak"]),
    (["oak", "table", "3"], ["table 3 wood=oak"]),
    (["one pine table", "the second one"], ["table 1 wood=white_pine"]),
    (["20 oak stools, white", "the last one"], ["stool 20 paint=white size=l wood=oak"]),
    (["4 oak tables", "actually walnut instead"], ["table 4 wood=walnut"]),
    (["4张橡木桌子", "换成胡桃木"], ["table 4 wood=walnut"]),
    (["4 oak tables", "make it 6"], ["table 6 wood=oak"]),
    (["4 oak tables", "add 2 more"], ["table 6 wood=oak"]),
    (["4 oak tables", "change the quantity from 4 to 9"], ["table 9 wood=oak"]),
    (["4 oak tables, no lock", "do add a lock"], ["table 4 extra=lock wood=oak"]),
    (["4 oak tables with a lock", "no lock after all"], ["table 4 -extra=lock wood=oak"]),
    (["4 oak tables with drawers and a lock", "remove the drawers"], ["table 4 extra=lock wood=oak"]),
    (["4 oak tables and 10 oak stools", "drop the second one"], ["table 4 wood=oak"]),
    (["4 oak tables and 10 oak stools", "cancel the tables"], ["stool 10 wood=oak"]),
    (["4张橡木桌子，10个橡木凳子", "凳子先不做了"], ["table 4 wood=oak"]),
    (["4 oak tables and 10 oak stools", "swap the numbers"], ["table 10 wood=oak", "stool 4 wood=oak"]),
    (["4 oak tables and 10 oak stools", "the first one in walnut"], ["table 4 wood=walnut", "stool 10 wood=oak"]),
    (["4 oak tables", "and 2 spice racks"], ["table 4 wood=oak", "shelf 2 shelf_type=spice_rack"]),
    (
        ["10 oak stools, white, 4 M and 6 L", "2 of the L should be M"],
        ["stool 10 paint=white size=l*4 size=m*6 wood=oak"],
    ),
    (["10个橡木凳子，中号4个，大号6个", "中号少2个，大号多2个"], ["stool 10 size=l*8 size=m*2 wood=oak"]),
    (["10 white oak stools", "4 of them in mint"], ["stool 6 paint=white wood=oak", "stool 4 paint=mint wood=oak"]),
    (
        ["橡木凳子10个，白色", "再来5个薄荷绿的，其他一样", "薄荷绿的改成6个"],
        ["stool 10 paint=white wood=oak", "stool 6 paint=mint wood=oak"],
    ),
    (["10 oak stools, M", "4 of them L"], ["stool 10 size=l*4 size=m*6 wood=oak"]),
    (["4 oak tables", "double it"], ["table 8 wood=oak"]),
    (["4张橡木桌子", "数量减半"], ["table 2 wood=oak"]),
    (["4张橡木桌子", "少做一张"], ["table 3 wood=oak"]),
    (["4 oak tables and 10 oak stools", "2 more of each"], ["table 6 wood=oak", "stool 12 wood=oak"]),
    (["4张橡木桌子，10个橡木凳子", "两样都改成胡桃木"], ["table 4 wood=walnut", "stool 10 wood=walnut"]),
    (["4张橡木桌子，10个橡木凳子", "前面那个不要了"], ["stool 10 wood=oak"]),
    (["4 oak tables", "same again in walnut"], ["table 4 wood=oak", "table 4 wood=walnut"]),
    (["4 oak tables with a lock", "replace the lock with a drawer"], ["table 4 extra=drawer wood=oak"]),
    (["4张橡木桌子，带锁", "把锁去掉"], ["table 4 wood=oak"]),
    (["30 oak stools", "mint", "10 M, 15 L"], ["stool 30 paint=mint size=l*15 size=m*10 wood=oak"]),
    (["30个橡木凳子", "白色", "中号10个，大号15个"], ["stool 30 paint=white size=l*15 size=m*10 wood=oak"]),
    (["30 oak stools, mint", "20 M", "10 L"], ["stool 30 paint=mint size=l*10 size=m*20 wood=oak"]),
    (["30 oak stools, mint", "make it 10 M and 15 L"], ["stool 25 paint=mint size=l*15 size=m*10 wood=oak"]),
    (["oak stools, mint", "10 M, 15 L"], ["stool 25 paint=mint size=l*15 size=m*10 wood=oak"]),
    (["one pine table", "red"], ["table 1 wood=red_pine"]),
    (["one pine table", "the white one"], ["table 1 wood=white_pine"]),
    (["4 oak tables, round edge", "remove the round edge"], ["table 4 wood=oak"]),
    (["4张橡木桌子，圆边", "不要圆边了"], ["table 4 wood=oak"]),
    (["4 oak tables, mint", "remove the paint"], ["table 4 wood=oak"]),
    (["20 oak tables", "actually make it 15, and no more than 2000 in total"], ["table 15 wood=oak"]),
    (["20 oak tables", "15 instead, no more than 2000 in total"], ["table 15 wood=oak"]),
    (["20张橡木桌子", "改成15张，总共不超过2000"], ["table 15 wood=oak"]),
    (["4 oak tables 120cm wide", "140 cm, sorry"], ["table 4 width=140cm wood=oak"]),
]


@pytest.mark.parametrize(("turns", "expected"), TALKS)
def test_what_stands_after_the_last_message(
    talk: Callable[..., Reading], turns: list[str], expected: list[str]
) -> None:
    """After every message the order is what a person would take it to be by then."""
    reading = talk(*turns)
    assert (reading.intent, briefs(reading)) == (Intent.ORDER, expected)


def test_a_corrected_budget_keeps_what_was_not_corrected(talk: Callable[..., Reading]) -> None:
    """A new amount alone leaves open neither for what nor how the old one held."""
    budget = talk("4 oak tables, max 300 each", "sorry, I meant 350 euros").spec.budget
    assert budget is not None
    assert (str(budget.amount), budget.per, budget.bound) == ("350", "unit", "max")


@pytest.mark.parametrize("text", ["make it 15, and no more than 2000 in total", "改成15张，总共不超过2000"])
def test_a_limit_beside_a_new_quantity_is_one(talk: Callable[..., Reading], text: str) -> None:
    """A clause behind the new quantity that limits the total is the budget of the order."""
    budget = talk("20 oak tables", text).spec.budget
    assert budget is not None
    assert (str(budget.amount), budget.per, budget.bound) == ("2000", "order", "max")


def test_an_answer_to_what_was_asked_names_no_other_product() -> None:
    """A value that elsewhere names a product answers while it is asked for; counted, it still orders something else."""
    tea = {"kind": "choice", "values": {"oolong": {"en": ["oolong"]}, "assam": {"en": ["assam"]}}}
    used = {"tea": {"required": True, "identifies": True}}
    products = {
        "pot": {"names": {"en": ["pot"]}, "attributes": used},
        "tin": {"names": {"en": ["tin"]}, "attributes": {"tea": {"required": True}}},
    }
    trade = {"catalogue": "tea", "currency": "EUR", "locales": ["en"], "attributes": {"tea": tea}, "products": products}
    reader = Reader(catalogue_from_data(trade, "tea"))
    standing = Standing(OrderSpec((Item("tin", 20),)), "0.tea")
    assert briefs(reader.read("oolong", NOW, standing)) == ["tin 20 tea=oolong"]
    assert briefs(reader.read("and 5 assam", NOW, standing)) == ["tin 20", "pot 5 tea=assam"]


@pytest.mark.parametrize("text", ["not red", "purple", "pine"])
def test_what_settles_no_doubt_leaves_it_open(furniture: Reader, text: str) -> None:
    """A denial, a stranger or the doubtful word itself does not choose between two readings."""
    spec = furniture.read("one pine table", NOW).spec
    reading = furniture.read(text, NOW, Standing(spec, "0.wood"))
    assert briefs(reading) == ["table 1 wood=red_pine|white_pine"]


def test_a_limit_can_be_lifted(talk: Callable[..., Reading]) -> None:
    """A deadline that is taken back holds no more, and the budget stays."""
    spec = talk("4 oak tables, max 300 each, by Friday", "no deadline").spec
    assert spec.deadline is None
    assert spec.budget is not None


@pytest.mark.parametrize(
    ("text", "place"), [("Leeds", "Leeds"), ("to Kuala Lumpur please", "Kuala Lumpur"), ("成都", "成都")]
)
def test_a_place_answers_where(furniture: Reader, text: str, place: str) -> None:
    """Asked for the destination, a bare place is one, known or not."""
    spec = OrderSpec((Item("table", 4, attributes=(Entry("wood", "oak", "oak"),)),))
    reading = furniture.read(text, NOW, Standing(spec, "destination"))
    assert (reading.intent, reading.spec.destination) == (Intent.ORDER, place)


@pytest.mark.parametrize(
    "text",
    [
        "help",
        "帮助",
        "ok",
        "to my home",
        "deliver it please",
        "送到我家",
        "公司",
        "not white",
        "好的谢谢",
        "asdf?",
        "开始",
    ],
)
def test_what_names_no_place_is_none(furniture: Reader, text: str) -> None:
    """Asked for the destination, talk and places that only the speaker knows answer nothing."""
    spec = OrderSpec((Item("table", 4, attributes=(Entry("wood", "oak", "oak"),)),))
    assert furniture.read(text, NOW, Standing(spec, "destination")).spec == spec


def test_a_deadline_can_be_moved(talk: Callable[..., Reading]) -> None:
    """ "A week later" moves the day that stands, and binds as it did."""
    deadline = talk("4 oak tables before 10 December", "a week later please").spec.deadline
    assert deadline is not None
    assert (deadline.date.isoformat(), deadline.bound) == ("2026-12-17", "before")


@pytest.mark.parametrize("text", ["what do you mean?", "purple", "0", "a lot"])
def test_no_answer_destroys_nothing(furniture: Reader, text: str) -> None:
    """A message that does not answer the question leaves what stands as it was."""
    spec = OrderSpec((Item("stool", None, attributes=(Entry("wood", "oak", "oak"),)),))
    assert furniture.read(text, NOW, Standing(spec, "0.quantity")).spec == spec


def test_an_order_cancelled_stands_no_more(talk: Callable[..., Reading]) -> None:
    """Cancelling everything leaves no items; so does taking out the last one."""
    assert talk("4 oak tables", "forget it, cancel everything").intent is Intent.CANCEL
    assert talk("4 oak tables", "cancel the tables").spec.items == ()


def test_talk_between_leaves_the_order_alone(talk: Callable[..., Reading]) -> None:
    """A greeting, a question or a consent is understood as such while the order stands."""
    for text, intent in {
        "hi": Intent.GREET,
        "what woods do you have?": Intent.QUESTION,
        "ok, go ahead": Intent.ACCEPT,
        "where is my order?": Intent.STATUS,
        "too expensive": Intent.REJECT,
        "好的，就这样": Intent.ACCEPT,
    }.items():
        reading = talk("4 oak tables", text)
        assert (reading.intent, briefs(reading)) == (intent, ["table 4 wood=oak"]), text


def test_what_was_unknown_stays_told(talk: Callable[..., Reading]) -> None:
    """An unknown wish of an earlier message is not forgotten."""
    assert talk("4 bamboo tables", "oak").unknown == ("bamboo",)
