"""What readers leave behind."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.catalogue_file import load_catalogue
from nlu.reader import Reader
from tests.unit.nlu.conftest import NOW

HERE = Path(__file__).parent


@pytest.fixture
def collector_off() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("collector_off")
def test_a_reader_that_is_dropped_is_freed_at_once() -> None:
    """A reader whose catalogue was changed goes without waiting for the garbage collector, which never looks at it."""
    reader = Reader(load_catalogue(HERE / "furniture.yaml"))
    reader.read("4 oak tables", NOW)
    watched = weakref.ref(reader), weakref.ref(reader._orders.scanner.vocabulary)
    del reader
    assert [watch() for watch in watched] == [None, None]


def test_messages_leave_no_words_behind(furniture: Reader) -> None:
    """Words that nobody wrote before are forgotten again after each message, as consumer's or maker's."""
    store = furniture._orders.scanner._nlp.vocab.strings
    furniture.read("4 oak tables", NOW)
    before = len(store)
    for number in range(50):
        text = f"4 oak tables, quixotic{'abcdefghij'[number % 10]}{'klmno'[number // 10]}zy, 龘{chr(0x5000 + number)}"
        furniture.read(text, NOW)
        furniture.reply(text, NOW)
    assert len(store) == before
