"""Pictures and documents for an order: over the real server, from the customer to the makers who need them."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox import Fault
from bot.sandbox.person import Person
from bot.sandbox.shown import ShownMessage
from bot.services.artwork import MOST
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import accept, all_accept
from tests.unit.sandbox.conftest import png

WISH = "I need 30 navy hoodies with a screen print on the back, 10 M and 20 L, to Hangzhou"
PDF = b"%PDF-1.4 nothing in it"


async def ordered(play: Stage) -> None:
    await play.alex.until_offers("Cheapest", timeout=30)
    await play.alex.presses("Cheapest")
    await play.alex.until_says("makers have said yes")
    await play.application.settled()


def files_of(maker: Person) -> list[ShownMessage]:
    return [m for m in maker.from_bot if m.photo or m.document]


def printers(play: Stage) -> list[Person]:
    """Those who were asked to print."""
    return [p for p in play.asked() if any("printing" in m.text or "印" in m.text.splitlines()[0] for m in p.from_bot)]


async def test_artwork_goes_to_those_who_print(tmp_path: Path) -> None:
    """An album and a document are on the card, and come with the offer to the printer alone; a reply to them is about
    that job."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.sends_file("front.png", png(30, 20), "image/png", as_photo=True, album="1")
        await play.alex.sends_file("back.png", png(20, 30), "image/png", as_photo=True, album="1")
        await play.alex.sends_file("colours.pdf", PDF, "application/pdf")
        await play.until(lambda: any("colours.pdf" in m.text for m in play.alex.from_bot))
        await play.application.settled()
        await ordered(play)
        (printer,) = printers(play)
        shown = files_of(printer)
        assert [bool(m.photo) for m in shown].count(True) == 2
        assert [m.document.name for m in shown if m.document] == ["colours.pdf"]
        assert shown[-1].album == shown[-2].album is not None or shown[0].album == shown[1].album is not None
        assert [maker.user_id for maker in play.suppliers() if files_of(maker)] == [printer.user_id], "\n\n".join(
            maker.transcript() for maker in play.suppliers() if files_of(maker)
        )
        no = "Sorry, can't print that." if any(m.button("Accept") for m in printer.from_bot) else "抱歉，这个做不了。"
        await printer.sends(no, reply_to=shown[-1].id)
        await play.until(lambda: any(p is not printer and files_of(p) for p in play.suppliers()))


async def test_artwork_that_comes_late(tmp_path: Path) -> None:
    """A file for an order that is with its makers is passed on at once, and the customer hears to whom."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        await ordered(play)
        (printer,) = printers(play)
        await all_accept(play)
        await play.alex.sends_file("logo.svg", b"<svg/>", "image/svg+xml")
        said = await play.alex.until_says("passed it on to")
        await play.until(lambda: len(files_of(printer)) == 1)
        assert files_of(printer)[0].document.name == "logo.svg"  # type: ignore[union-attr]
        assert said.text.rstrip(".").rpartition(" to ")[2]


async def test_files_that_an_order_has_no_use_for(tmp_path: Path) -> None:
    """Without an order a file is not lost in silence, and neither are the same one sent on and too many."""
    async with stage(tmp_path) as play:
        await play.alex.sends_file("logo.svg", b"<svg/>", "image/svg+xml")
        await play.alex.until_says("Tell me first what it is for")
        await play.alex.sends(WISH)
        for n in range(MOST):
            await play.alex.sends_file(f"logo{n}.svg", b"<svg/>" + bytes([n]), "image/svg+xml")
        await play.until(lambda: any(f"logo{MOST - 1}.svg" in m.text for m in play.alex.from_bot))
        await play.alex.sends_file("more.svg", b"<svg/>", "image/svg+xml")
        await play.alex.until_says("can have 10 files")


async def test_without_the_logo(tmp_path: Path) -> None:
    """Whoever takes the logo back in words has no file on the order any more, and nobody gets it."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        await play.alex.sends_file("logo.svg", b"<svg/>", "image/svg+xml")
        await play.until(lambda: any("logo.svg" in m.text for m in play.alex.from_bot))
        await play.alex.sends("without the logo")
        await play.until(lambda: not any("logo.svg" in m.text for m in play.alex.from_bot))
        await play.application.settled()
        await ordered(play)
        assert not any(files_of(maker) for maker in play.suppliers())


async def test_a_word_that_was_heard(tmp_path: Path) -> None:
    """A maker's words get a thumb where they wrote them; a server without reactions loses nothing."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        await ordered(play)
        first, second = play.asked()[:2]
        yes = await first.sends("Yes, we'll do it" if any(m.button("Accept") for m in first.from_bot) else "可以，接了")
        await play.until(lambda: next(m.reaction for m in first.messages if m.id == yes.id) == "👍")
        play.server.faults.add(Fault(method="setMessageReaction", code=404, description="Not Found"))
        await second.sends("Yes, we'll do it" if any(m.button("Accept") for m in second.from_bot) else "可以，接了")
        await play.until(lambda: not play.is_asked(second))
        await play.application.settled()
        for maker in play.asked():
            await accept(maker)
        await play.alex.until_says("Confirmed!")
