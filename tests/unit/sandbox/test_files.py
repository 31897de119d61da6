"""Photos and documents, in both directions."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto

from bot.sandbox import SandboxServer
from bot.sandbox.images import size_of

from .conftest import ANNA, png


async def test_what_people_send_can_be_downloaded(server: SandboxServer, bot: Bot) -> None:
    """A document comes with its name and type, and its bytes are what was sent."""
    await server.person(ANNA).sends_file("图案 logo.svg", b"<svg/>", "image/svg+xml", caption="our logo")
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    document = update.message.document
    assert (document.file_name, document.mime_type, update.message.caption) == (
        "图案 logo.svg",
        "image/svg+xml",
        "our logo",
    )
    content = await bot.download(document)
    assert content is not None
    assert content.read() == b"<svg/>"


async def test_a_picture_is_sent_as_a_photo_with_its_size(server: SandboxServer, bot: Bot) -> None:
    """A picture comes as a photo, unless it is sent as a file."""
    await server.person(ANNA).sends_file("a.png", png(30, 20), "image/png")
    await server.person(ANNA).sends_file("a.png", png(30, 20), "image/png", as_photo=False)
    first, second = await bot.get_updates()
    assert first.message is not None
    assert first.message.photo is not None
    assert (first.message.photo[-1].width, first.message.photo[-1].height) == (30, 20)
    assert second.message is not None
    assert second.message.document is not None


async def test_the_bot_sends_by_upload_and_by_id(server: SandboxServer, bot: Bot) -> None:
    """A file uploaded once can be sent again by its id."""
    photo = await bot.send_photo(ANNA, BufferedInputFile(png(8, 8), "p.png"), caption="<b>plan</b>", parse_mode="HTML")
    assert photo.photo is not None
    again = await bot.send_photo(ANNA, photo.photo[-1].file_id)
    assert again.photo == photo.photo
    document = await bot.send_document(ANNA, BufferedInputFile(b"%PDF", "offer.pdf"))
    assert document.document is not None
    assert document.document.file_name == "offer.pdf"
    shown = server.person(ANNA).messages
    assert [(m.text, m.photo is not None, m.document is not None) for m in shown] == [
        ("plan", True, False),
        ("", True, False),
        ("", False, True),
    ]


async def test_albums_and_media_edits(server: SandboxServer, bot: Bot) -> None:
    """An album is several messages of one group; a photo can be replaced in place."""
    album = await bot.send_media_group(
        ANNA, [InputMediaPhoto(media=BufferedInputFile(png(4, 4), f"{n}.png"), caption=str(n)) for n in range(2)]
    )
    assert len({message.media_group_id for message in album}) == 1
    edited = await bot.edit_message_media(
        InputMediaDocument(media=BufferedInputFile(b"x", "x.txt"), caption="now text"),
        chat_id=ANNA,
        message_id=album[0].message_id,
    )
    assert not isinstance(edited, bool)
    assert (edited.caption, edited.photo) == ("now text", None)


def test_sizes_are_read_from_the_first_bytes() -> None:
    """PNG, GIF, JPEG and WebP tell their size; anything else, and anything cut short, has none."""
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x20\x00\x30\x03" + b"\0" * 12
    webp = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + (47).to_bytes(3, "little") + (31).to_bytes(3, "little")
    assert size_of(png(48, 32)) == (48, 32)
    assert size_of(b"GIF89a\x30\x00\x20\x00") == (48, 32)
    assert size_of(jpeg) == (48, 32)
    assert size_of(webp) == (48, 32)
    for broken in (b"", b"hello", png(48, 32)[:18], jpeg[:9], webp[:22]):
        assert size_of(broken) is None
