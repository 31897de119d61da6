"""What messages are for."""

from __future__ import annotations

import pytest

from nlu.reader import Reader
from planner.domain.spec import Intent
from tests.unit.nlu.conftest import NOW, briefs

INTENTS = {
    Intent.ORDER: [
        "can I get two oak tables",
        "could you make me a shoe rack?",
        "要两张橡木桌子",
        "能做3张橡木桌子吗，帮我做",
    ],
    Intent.CANCEL: [
        "cancel my order please",
        "please cancel order 881, we don't need the tables any more",
        "取消订单",
        "算了，不要了",
    ],
    Intent.STATUS: [
        "where is my order?",
        "Don't cancel it, I only want to know where my order is",
        "I ordered 4 oak tables last week, have they shipped yet?",
        "我的订单到哪了",
        "桌子做好了吗",
    ],
    Intent.QUESTION: [
        "do you do engraving?",
        "what's the difference between oak and ash?",
        "橡木和胡桃木有什么区别？",
        "有没有折扣",
    ],
    Intent.GREET: ["hello", "hey there 👋", "你好", "在吗", "你们好"],
    Intent.ACCEPT: ["sounds good, go ahead", "ok", "可以，没问题，就这么定了", "行，就按这个报价做吧"],
    Intent.REJECT: [
        "I can't accept that price, sorry",
        "too expensive for us",
        "太贵了",
        "这个报价太高了，我们不考虑",
    ],
    Intent.AMEND: ["Please change the quantity on order 4471 from 50 to 60", "请把订单4471的数量改成60"],
    Intent.OTHER: ["asdfgh qwerty", "you lot are idiots", "今天天气真不错", "thanks a lot", "谢谢", "", "   ", "🙂"],
}


@pytest.mark.parametrize(("intent", "text"), [(i, t) for i, texts in INTENTS.items() for t in texts])
def test_the_intent_is_what_the_message_is_for(furniture: Reader, intent: Intent, text: str) -> None:
    """A message's intent is what it is for, in either language, and only an order has items."""
    reading = furniture.read(text, NOW)
    assert reading.intent is intent
    assert bool(reading.spec.items) == (intent is Intent.ORDER)


@pytest.mark.parametrize(
    "text",
    [
        "could you make 4 oak tables?",
        "can you please do 4 oak tables by Friday?",
        "would it be possible to get 4 oak tables?",
        "能帮我做4张橡木桌子吗？",
    ],
)
def test_a_polite_request_with_goods_and_a_number_is_an_order(furniture: Reader, text: str) -> None:
    """However it ends, it orders."""
    reading = furniture.read(text, NOW)
    assert (reading.intent, briefs(reading)) == (Intent.ORDER, ["table 4 wood=oak"])


@pytest.mark.parametrize("text", ["how much is a table?", "can you make tables?", "what would 4 oak tables cost?"])
def test_a_question_about_goods_orders_none(furniture: Reader, text: str) -> None:
    """Asking what something costs, or whether it is made at all, orders nothing."""
    reading = furniture.read(text, NOW)
    assert (reading.intent, reading.spec.items) == (Intent.QUESTION, ())


@pytest.mark.parametrize("text", ["改成40件", "make it 40", "change it to 40 please"])
def test_a_change_of_nothing_is_no_order(furniture: Reader, text: str) -> None:
    """Without a draft there is nothing to change, and no item without a product is made up."""
    reading = furniture.read(text, NOW)
    assert (reading.intent, reading.spec.items) == (Intent.AMEND, ())
