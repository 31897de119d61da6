"""A maker passes a part of its job on: others are asked, and the plan changes with the consent of all."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from bot.sandbox.person import Person
from bot.sandbox.shown import ShownMessage
from bot.services.codec import order_of
from planner.domain.order import Job, JobStatus, Order
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import accept, decline
from tests.e2e.test_every_command import PAUSE, answers
from tests.e2e.test_steering import chat_of
from tests.e2e.test_whole_life import confirmed_order, made


async def order_now(play: Stage, number: int = 1) -> Order:
    await play.application.settled()
    async with play.application.database.transaction() as tx:
        row = await tx.orders.get(number)
    assert row is not None
    return order_of(row)


async def english(play: Stage, supplier: str) -> Person:
    person = chat_of(play, supplier)
    await answers(play, person, "/language en")
    return person


async def shown_who(play: Stage, minimum: int = 1) -> tuple[Person, Job, int]:
    """A maker who asks whom it could pass ten of its job on to, and is shown at least so many; the message's id."""
    for job in (await order_now(play)).live_jobs:
        maker = await english(play, job.supplier)
        await answers(play, maker, f"/pass 1-{job.number} 10")
        last = maker.from_bot[-1]
        if "Who could make" in last.text and len(last.all_buttons) >= minimum:
            return maker, job, last.id
    raise AssertionError("nobody could pass anything on")


async def asked_one(play: Stage) -> tuple[Person, Job, Person, Job]:
    """Who passes ten of its job on, that job, who is asked, and the part as it was offered."""
    maker, job, message = await shown_who(play)
    name = maker.from_bot[-1].all_buttons[0].text
    await maker.presses(name, message)
    await maker.until_says("🤝 Job", "asked", "nothing changes")
    part = (await order_now(play)).parts()[0]
    return maker, job, await english(play, part.supplier), part


def open_offer(helper: Person) -> ShownMessage:
    return next(m for m in reversed(helper.from_bot) if m.button("Accept") or m.button("接单"))


async def test_ten_of_thirty_change_hands(tmp_path: Path) -> None:
    """Ten are passed on: with the yes, and not before, one makes twenty for less, the other ten; price and day stay,
    whoever comes before and after hears it, and the order is made and delivered."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        before = await order_now(play)
        maker, job, helper, part = await asked_one(play)
        assert (await order_now(play)).live_jobs == before.live_jobs, "until then everything stays as it was"
        offer = open_offer(helper)
        assert "🤝" in offer.text
        assert "10" in offer.text
        await accept(helper)
        await maker.until_says("takes 10", "it was ¥")
        after = await order_now(play)
        mine, other = after.job(job.number), after.job(part.number)
        assert mine is not None
        assert other is not None
        assert mine.quantity + other.quantity == job.quantity
        assert mine.run.cost < job.run.cost, "nobody is paid for what somebody else makes"
        assert mine.run.days.keys() <= job.run.days.keys()
        assert other.status is JobStatus.ACCEPTED
        assert other.go is not None
        assert after.promise == before.promise
        assert after.cost <= before.cost
        for step in {s.step for s in before.shipments}:
            assert _sent(before, step) == _sent(after, step), "freight is divided, and nothing is lost on the way"
        await made(play)
        for _ in range(3):
            if any(m.button("It has come") for m in play.alex.from_bot):
                await play.alex.presses("It has come")
                await play.application.settled()
        assert (await order_now(play)).status.value in ("delivered", "in_production")
        assert "¥0" not in maker.transcript()


def _sent(order: Order, step: str) -> Decimal:
    return sum((Decimal(s.quantity) for s in order.shipments if s.step == step), start=Decimal(0))


async def test_a_no_changes_nothing(tmp_path: Path) -> None:
    """Who was asked declines: everything stays as it was, and the maker hears it and may ask again."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        before = await order_now(play)
        maker, job, helper, part = await asked_one(play)
        await decline(helper)
        await maker.until_says("can't take it", "everything stays as it was")
        after = await order_now(play)
        assert (after.live_jobs, after.shipments, after.promise) == (before.live_jobs, before.shipments, before.promise)
        await answers(play, maker, f"/pass 1-{job.number} 10")
        declined = play.application.use_cases.office.trades["apparel"].book.partners[part.supplier]
        assert declined.name("en") not in maker.from_bot[-1].text, "whoever said no is not asked twice"


async def test_silence_ends_a_request(tmp_path: Path) -> None:
    """No answer in time: the offer expires, the maker hears it, and keeps its job."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        before = await order_now(play)
        maker, _, helper, _ = await asked_one(play)
        await play.later(timedelta(hours=7))
        await play.later(timedelta(minutes=1))
        await maker.until_says("can't take it")
        assert not play.is_asked(helper)
        assert (await order_now(play)).live_jobs == before.live_jobs


async def test_a_request_is_taken_back(tmp_path: Path) -> None:
    """The maker keeps all of it after all: whoever was asked hears it, and can't accept any more."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        maker, _, helper, part = await asked_one(play)
        offer = open_offer(helper)
        await maker.presses("No, I keep all of it")
        await helper.until_says("your colleague makes it after all")
        await maker.until_says("stays yours")
        order = await order_now(play)
        gone = order.job(part.number)
        assert gone is not None
        assert gone.status is JobStatus.WITHDRAWN
        await helper.sends(f"accept {part.number}", reply_to=offer.id)
        assert (await order_now(play)).live_jobs == order.live_jobs


async def test_whoever_says_yes_first_has_it(tmp_path: Path) -> None:
    """Several are asked at once: the first yes wins, the others hear it."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        maker, job, message = await shown_who(play, minimum=3)
        await maker.presses("Whoever says yes first", message)
        await maker.until_says("nothing changes")
        parts = (await order_now(play)).parts(job.number)
        assert len(parts) >= 2
        first, *others = [await english(play, part.supplier) for part in parts]
        await accept(first)
        await maker.until_says("takes 10")
        for other in others:
            await other.until_says("another maker was quicker")
        assert (await order_now(play)).parts() == ()


async def test_other_terms_are_put_to_the_maker(tmp_path: Path) -> None:
    """A colleague wants more: what it would cost the maker is shown in money, and with its yes the part changes hands;
    the customer pays what was agreed."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        before = await order_now(play)
        maker, _, helper, part = await asked_one(play)
        offer = open_offer(helper)
        dearer = part.run.cost // 100 + 20
        await helper.sends(f"ok, but for {dearer} yuan in total", reply_to=offer.id)
        await maker.until_says("at other terms", "of your pay would go to it")
        await maker.presses("Yes, go on")
        await maker.until_says("takes 10")
        after = await order_now(play)
        other = after.job(part.number)
        assert other is not None
        assert other.run.cost == dearer * 100
        assert after.cost <= before.cost
        assert after.promise == before.promise


async def test_in_words(tmp_path: Path) -> None:
    """ "Can somebody else do 10 of job 1-2?" and 我做不完，转10件给别人 do as well as the command; a missing number
    is asked for, and a reply says it."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        maker, job, _ = await shown_who(play)
        await answers(play, maker, f"can somebody else do 10 of job 1-{job.number}?")
        assert "Who could make 10" in maker.from_bot[-1].text
        await maker.sends(f"/pass 1-{job.number}")
        question = await maker.until_says("How many of job")
        play.clock.add(PAUSE)
        await maker.sends("10", reply_to=question.id)
        await play.until(lambda: "Who could make 10" in maker.from_bot[-1].text)
        await play.application.settled()
        assert "Who could make 10" in maker.from_bot[-1].text
        await answers(play, maker, "/language zh")
        await maker.sends(f"1-{job.number} 我做不完，转10件给别人")
        await maker.until_says("10", "谁")
