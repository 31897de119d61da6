"""Catalogues that change while the bot runs."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.runtime.hangup import reloading_on_hangup
from bot.runtime.sandbox import with_chats
from bot.runtime.settings import CATALOGUES
from bot.runtime.trades import load_trades
from bot.services.reloading import Reloader
from bot.services.trade_texts import Texts
from planner.domain.errors import DataError
from planner.domain.supplier import Trade
from tests.e2e.stage import Stage, stage


def copied(folder: Path) -> Path:
    """The ice cream catalogue and its makers, to be changed."""
    for name in ("ice_cream.yaml", "ice_cream.suppliers.yaml"):
        shutil.copy(CATALOGUES / name, folder / name)
    return folder / "ice_cream.yaml"


def called_dragonfire(file: Path) -> None:
    """Give a flavour one more name."""
    text = file.read_text("utf-8")
    assert "{en: [mango]," in text
    file.write_text(text.replace("{en: [mango],", "{en: [mango, dragonfire],"), "utf-8")


def loader(file: Path) -> Callable[[], Mapping[str, Trade]]:
    return lambda: with_chats(load_trades([file], []))


@dataclass(frozen=True)
class Loading:
    """Trades from somewhere, and no texts instead."""

    trades: Callable[[], Mapping[str, Trade]]

    def load(self, instead: Texts) -> Mapping[str, Trade]:
        return self.trades()

    def texts(self) -> Texts:
        return {}


def reloader(play: Stage, load: Callable[[], Mapping[str, Trade]]) -> Reloader:
    use_cases = play.application.use_cases
    return Reloader(use_cases.office, Loading(load), use_cases.taught_readers)


async def test_a_changed_catalogue_is_read_without_a_restart(tmp_path: Path) -> None:
    """After a reload a new wording is understood, in the middle of a talk, and what was said before stands."""
    file = copied(tmp_path)
    async with stage(tmp_path, trades=loader(file)()) as play:
        await play.alex.sends("40 cups of dragonfire ice cream")
        await play.alex.until_says("Which flavour?")
        called_dragonfire(file)
        loaded = await reloader(play, loader(file)).reload()
        assert loaded.trades == ("ice_cream",)
        await play.alex.sends("dragonfire")
        await play.alex.until_says("40", "mango")


async def test_a_wrong_catalogue_changes_nothing(tmp_path: Path) -> None:
    """A file with a fault is refused, naming the fault, and the bot goes on with what it had."""
    file = copied(tmp_path)
    async with stage(tmp_path, trades=loader(file)()) as play:
        file.write_text(file.read_text("utf-8").replace("currency: CNY", "currency: 7"), "utf-8")
        with pytest.raises(DataError, match="currency"):
            await reloader(play, loader(file)).reload()
        await play.alex.sends("40 cups of mango ice cream")
        await play.alex.until_says("40", "mango")


async def test_what_a_running_order_needs_cannot_go(tmp_path: Path) -> None:
    """A product, a value or a maker that an order still needs can't be taken away under its feet."""
    trades = loader(copied(tmp_path))()
    async with stage(tmp_path, trades=trades) as play:
        await play.alex.sends("200 cups of watermelon ice cream to Shanghai in three weeks")
        await play.alex.until_offers("Cheapest")
        await play.alex.presses("Cheapest")
        await play.alex.until_says("asked")
        for problem, changed in {
            "product": without_product(trades["ice_cream"], "ice_cream"),
            "watermelon": without_value(trades["ice_cream"], "flavour", "watermelon"),
            "is made by": replace(trades["ice_cream"], book=replace(trades["ice_cream"].book, partners={})),
            "priced in": replace(trades["ice_cream"], catalogue=replace(trades["ice_cream"].catalogue, currency="USD")),
        }.items():
            with pytest.raises(DataError, match=f"order 1.*{problem}"):
                await reloader(play, lambda changed=changed: {"ice_cream": changed}).reload()  # type: ignore[misc]
        with pytest.raises(DataError, match=r"order 1.*keep that catalogue"):
            await reloader(play, lambda: load_trades([CATALOGUES / "apparel.yaml"], [])).reload()
        await play.alex.sends("/orders")
        await play.alex.until_says("Your orders", "200")


def without_product(trade: Trade, name: str) -> Trade:
    products = {key: product for key, product in trade.catalogue.products.items() if key != name}
    return replace(trade, catalogue=replace(trade.catalogue, products=products))


def without_value(trade: Trade, attribute: str, name: str) -> Trade:
    known = trade.catalogue.attributes[attribute]
    less = replace(known, values={key: value for key, value in known.values.items() if key != name})
    return replace(
        trade, catalogue=replace(trade.catalogue, attributes={**trade.catalogue.attributes, attribute: less})
    )


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no such signal here")
async def test_sighup_reloads_and_survives_faults(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each SIGHUP loads the files anew; a wrong one is logged with its fault, and the next right one is taken."""
    caplog.set_level(logging.INFO, "bot.runtime.hangup")
    file = copied(tmp_path)
    good = file.read_text("utf-8")
    async with stage(tmp_path, trades=loader(file)()) as play:
        with reloading_on_hangup(reloader(play, loader(file))):
            file.write_text(good.replace("currency: CNY", "currency: 7"), "utf-8")
            os.kill(os.getpid(), signal.SIGHUP)
            await logged(caplog, "currency")
            file.write_text(good, "utf-8")
            called_dragonfire(file)
            os.kill(os.getpid(), signal.SIGHUP)
            await logged(caplog, "serving ice_cream anew")
        await play.alex.sends("40 cups of dragonfire ice cream")
        await play.alex.until_says("40", "mango")


async def logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    async with asyncio.timeout(20):
        while words not in caplog.text:  # noqa: ASYNC110 - a log cannot be awaited
            await asyncio.sleep(0.02)
