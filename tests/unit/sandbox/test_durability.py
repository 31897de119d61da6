"""What Telegram would remember outlives the server."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox import CastMember, SandboxServer

from .conftest import ANNA, BO, CAST, connected

KEYS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])

SCRIPT = """
import asyncio, sys
from pathlib import Path
from bot.sandbox import CastMember, SandboxServer

async def main():
    server = await SandboxServer.start(Path(sys.argv[1]), cast=[CastMember(101, "Anna")])
    for number in range(1000):
        await server.person(101).sends(str(number))
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()

asyncio.run(main())
"""


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    """Messages, keyboards, files, commands, and unconfirmed updates survive; update ids go on from where they were."""
    server = await SandboxServer.start(tmp_path, cast=CAST)
    async with connected(server) as bot:
        sent = await bot.send_document(BO, BufferedInputFile(b"x", "x.txt"), reply_markup=KEYS)
        await bot.set_my_commands([BotCommand(command="help", description="Help")])
        await server.person(ANNA).sends("one")
        [first] = await bot.get_updates()
        await server.person(ANNA).sends("two", reply_to=server.person(ANNA).messages[0].id)
        await bot.get_updates(offset=first.update_id + 1)
    before = server.person(BO).messages
    await server.close()

    server = await SandboxServer.start(tmp_path, cast=CAST)
    assert server.person(BO).messages == before
    async with connected(server) as bot:
        [second] = await bot.get_updates()
        assert second.update_id == first.update_id + 1
        assert second.message is not None
        assert second.message.reply_to_message is not None
        assert second.message.reply_to_message.text == "one"
        assert [c.command for c in await bot.get_my_commands()] == ["help"]
        assert sent.document is not None
        content = await bot.download(sent.document.file_id)
        assert content is not None
        assert content.read() == b"x"
        await bot.edit_message_caption(chat_id=BO, message_id=sent.message_id, caption="still mine")
    await server.close()


async def test_what_a_person_changed_on_the_page_is_kept(tmp_path: Path) -> None:
    """A restart with the same cast does not take back the language, temperament or autopilot chosen meanwhile."""
    cast = [CastMember(BO, "Bo", "supplier", temperament="slow")]
    server = await SandboxServer.start(tmp_path, cast=cast)
    server.person(BO).set_autopilot(False, "counters")
    server.person(BO).set_language("zh")
    await server.close()
    server = await SandboxServer.start(tmp_path, cast=[CastMember(BO, "Bo Ltd", "supplier", temperament="slow")])
    bo = server.telegram.people.get(BO)
    assert (bo.name, bo.temperament, bo.autopilot, bo.language) == ("Bo Ltd", "counters", False, "zh")
    await server.close()


async def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    """After kill -9 every message that was acknowledged, and its update, is there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SCRIPT, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    for _ in range(20):
        await process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    rest = await process.stdout.read()
    await process.wait()
    acknowledged = 20 + rest.count(b"\n")
    server = await SandboxServer.start(tmp_path, cast=[CastMember(ANNA, "Anna")])
    texts = [message.text for message in server.person(ANNA).messages]
    assert texts[:acknowledged] == [str(number) for number in range(acknowledged)]
    assert server.telegram.updates.count() == len(texts)
    await server.close()
