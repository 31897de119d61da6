"""Admins look at what is served, and change it while the bot runs."""

from __future__ import annotations

from pathlib import Path

from bot.runtime.sandbox import with_chats
from bot.runtime.settings import CATALOGUES
from bot.runtime.trades import TradeFiles
from bot.services.reloading import Reloader
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import placed

ICE = (CATALOGUES / "ice_cream.yaml").read_text("utf-8")
BOOK = (CATALOGUES / "ice_cream.suppliers.yaml").read_text("utf-8")
MANGO = "{en: [mango]"
YAML = "application/x-yaml"


def with_dragonfire(text: str) -> str:
    """A flavour has one more name."""
    assert MANGO in text
    return text.replace(MANGO, "{en: [mango, dragonfire]")


async def sends(play: Stage, text: str, name: str = "ice_cream.yaml") -> None:
    await play.admin.sends_file(name, text.encode(), YAML, caption="/catalogue")


async def uses(play: Stage) -> None:
    await play.admin.until_offers("Use it", timeout=30)
    await play.admin.presses("Use it")
    await play.admin.until_says("is served like this from now on")
    await play.application.settled()


async def test_what_is_served(tmp_path: Path) -> None:
    """Each trade with its products and numbers; its two files come as documents, just as they are."""
    async with stage(tmp_path) as play:
        await play.admin.sends("/catalogue")
        await play.admin.until_says("hoodie", "ice cream", "suppliers", "from the files")
        await play.admin.sends("/catalogue ice_cream")
        await play.admin.until(lambda chat: sum(m.document is not None for m in chat) == 2)
        sizes = {m.document.name: m.document.size for m in play.admin.from_bot if m.document}
        assert sizes == {"ice_cream.yaml": len(ICE.encode()), "ice_cream.suppliers.yaml": len(BOOK.encode())}
        await play.admin.sends("/catalogue nonsense")
        await play.admin.until_says("no trade of that name")


async def test_another_catalogue_is_served(tmp_path: Path) -> None:
    """What is different is shown; after a yes the next message is read with it, by every process, also after a restart;
    and the files count again when an admin says so."""
    async with stage(tmp_path) as play:
        await play.alex.sends("40 cups of dragonfire ice cream")
        await play.alex.until_says("Which flavour?")
        other = Reloader(
            play.application.use_cases.office,
            TradeFiles((CATALOGUES / "apparel.yaml", CATALOGUES / "ice_cream.yaml"), (), with_chats),
            play.application.use_cases.taught_readers,
        )
        await sends(play, with_dragonfire(ICE))
        await play.admin.until_says("what would be different", "mango", timeout=30)
        await uses(play)
        await play.alex.sends("dragonfire")
        await play.alex.until_says("40", "mango")
        await play.admin.sends("/catalogue")
        await play.admin.until_says("sent in on")
        await other.catch_up()
        assert other._stamp == 1
    async with stage(tmp_path) as play:
        await play.xiaolin.sends("30 cups of dragonfire ice cream")
        await play.xiaolin.until_says("30 × ice cream", "mango")
        await play.alex.sends("/cancel")
        await play.xiaolin.sends("/cancel")
        await play.application.settled()
        await play.admin.sends("/catalogue back ice_cream")
        await play.admin.until_says("from its files again?")
        await uses(play)
        await play.alex.sends("40 cups of dragonfire ice cream")
        await play.alex.until_says("Which flavour?")
        async with play.application.database.transaction() as tx:
            assert [(row.kind, row.version, row.content) for row in await tx.catalogue_texts.all()] == [
                ("catalogue", 2, None)
            ]


async def test_a_book_of_suppliers_is_served(tmp_path: Path) -> None:
    """A changed price is shown as a change of its supplier, and left as it was where the answer is no."""
    async with stage(tmp_path) as play:
        old = next(line for line in BOOK.splitlines() if "setup_cost" in line)
        new = old.replace("setup_cost: ", "setup_cost: 9")
        await sends(play, BOOK.replace(old, new, 1), "new prices.yml")
        await play.admin.until_says("what would be different", "supplier", timeout=30)
        await play.admin.presses("Leave it")
        await play.admin.until_says("nothing was changed")
        await sends(play, BOOK, "book.yaml")
        await play.admin.until_says("nothing is different", timeout=30)
        async with play.application.database.transaction() as tx:
            assert await tx.catalogue_texts.all() == []


async def test_what_cannot_be_served(tmp_path: Path) -> None:
    """Every fault is listed with its line, what an open order needs is named, and nothing changes."""
    async with stage(tmp_path) as play:
        await placed(play)
        apparel = (CATALOGUES / "apparel.yaml").read_text("utf-8")
        await sends(play, apparel.replace("  hoodie:", "  hoody:", 1), "apparel.yaml")
        await play.admin.until_says("can't be used yet", "order 1", "hoodie", "Nothing has changed", timeout=30)
        await sends(play, "catalogue: apparel\nproducts: [", "apparel.yaml")
        await play.admin.until_says("can't be used yet", "line 3")
        await sends(play, ICE.replace("currency: CNY", "currency: XXXX").replace("kind: choice", "kind: choise", 1))
        await play.admin.until_says("can't be used yet", "currency", "kind", timeout=30)
        await sends(play, ICE.replace("catalogue: ice_cream", "catalogue: shoes"))
        await play.admin.until_says("'shoes' is not served", "apparel")
        await sends(play, "a: 1")
        await play.admin.until_says("the key `catalogue` is missing")
        await play.alex.sends_file("ice_cream.yaml", ICE.encode(), YAML, caption="/catalogue")
        await play.application.settled()
        assert not any("would be different" in m.text for m in play.alex.from_bot)
        async with play.application.database.transaction() as tx:
            assert await tx.catalogue_texts.all() == []
