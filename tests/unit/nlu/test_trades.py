"""Several trades in one chat."""

from __future__ import annotations

import pytest

from nlu.reader import Reader
from nlu.standing import Standing
from nlu.trades import TradesReader
from planner.domain.reply import JobTerms
from tests.unit.nlu.conftest import NOW, briefs


@pytest.fixture
def trades(furniture: Reader, cakes: Reader) -> TradesReader:
    """A joinery and a bakery."""
    return TradesReader({"furniture": furniture, "cakes": cakes})


@pytest.mark.parametrize(
    ("text", "trade"), [("4 oak tables", "furniture"), ("two mango cakes", "cakes"), ("芋泥的来两个", "cakes")]
)
def test_the_trade_that_explains_a_message_reads_it(trades: TradesReader, text: str, trade: str) -> None:
    """A first message goes to the trade whose catalogue has its words."""
    assert trades.read(text, NOW)[0] == trade


def test_a_draft_keeps_its_trade(trades: TradesReader) -> None:
    """Answers and amendments stay with the draft's trade."""
    trade, reading = trades.read("white stools", NOW)
    standing = Standing(reading.spec, "0.quantity")
    trade, reading = trades.read("12", NOW, standing, trade)
    assert (trade, briefs(reading)) == ("furniture", ["stool 12 paint=white"])


def test_a_product_of_another_trade_changes_it(trades: TradesReader) -> None:
    """Clearly naming another trade's product starts an order there."""
    trade, reading = trades.read("4 oak tables", NOW)
    trade, reading = trades.read("and I need 2 chocolate cakes", NOW, Standing(reading.spec), trade)
    assert (trade, briefs(reading)) == ("cakes", ["cake 2 flavour=cocoa"])


def test_a_reply_is_read_in_its_trade(trades: TradesReader) -> None:
    """Suppliers' replies are read whatever the trade."""
    assert trades.reply("cakes", "没问题", NOW, JobTerms()).intent == "accept"


def test_no_trade_is_refused() -> None:
    """Without a single trade there is nothing to read with, and the error says so."""
    with pytest.raises(ValueError, match="at least one trade"):
        TradesReader({})
