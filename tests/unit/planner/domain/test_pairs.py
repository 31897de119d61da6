"""How well two suppliers finish together."""

from __future__ import annotations

from datetime import timedelta

from planner.domain.lifecycle.decision import HandedOver
from planner.domain.lifecycle.events import GoodsArrived, JobReady, JobShipped
from planner.domain.pairs import LEAST, Pair
from tests.unit.planner.domain.orders import NOW, confirmed, then


def after_hand_overs(*seen: tuple[int, float]) -> Pair:
    pair = Pair("mill", "shop")
    for days, share in seen:
        pair = pair.seen(days, share, NOW)
    return pair


def test_a_few_good_hand_overs_are_needed() -> None:
    """Two that went well say nothing yet, three do, and more say more; it never goes beyond 1."""
    good = [after_hand_overs(*[(0, 1.0)] * n).liking(NOW) for n in range(40)]
    assert good[: LEAST - 1 + 1] == [0.0] * LEAST
    assert 0 < good[LEAST] < good[LEAST + 1] < good[30] < 1


def test_what_went_wrong_counts() -> None:
    """Late or spoilt hand-overs make a pair worth less, and bad ones nothing; only the whole ones on time are fine."""
    good = after_hand_overs(*[(0, 1.0)] * 6)
    mixed = after_hand_overs(*[(0, 1.0)] * 5, (2, 1.0))
    bad = after_hand_overs(*[(0, 1.0)] * 3, *[(3, 0.8)] * 3)
    assert good.liking(NOW) > mixed.liking(NOW) > bad.liking(NOW) == 0
    assert (good.fine, mixed.fine, bad.fine) == (6, 5, 3)


def test_it_fades() -> None:
    """What was seen two years ago says little today."""
    pair = after_hand_overs(*[(0, 1.0)] * 9)
    assert pair.liking(NOW + timedelta(days=720)) < pair.liking(NOW) / 4


def test_goods_from_maker_to_maker_are_a_hand_over() -> None:
    """What arrives at the next maker is learned from, once, with how late it left and how much was whole; what arrives
    at the customer is none."""
    sent = then(then(confirmed(), JobReady(1), NOW + timedelta(days=3)).order, JobShipped(1), NOW + timedelta(days=3))
    arrived = then(sent.order, GoodsArrived(1, 2), NOW + timedelta(days=4))
    assert arrived.handed_over == HandedOver("mill", "shop", 2, 1.0)
    done = then(arrived.order, JobShipped(2), NOW + timedelta(days=5)).order
    assert then(done, GoodsArrived(2, None), NOW + timedelta(days=6)).handed_over is None
