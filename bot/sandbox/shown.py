"""A message as a person sees it: what the page draws, tests read, and the autopilot answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.tables.messages import MessageRow


@dataclass(frozen=True)
class Button:
    """`data`: what pressing it tells the bot; None where it opens `url` (or copies `copy`).

    `style`: primary, success, danger. `waiting`: pressed, and the bot has not answered yet.
    """

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    style: str | None = None
    waiting: bool = False


@dataclass(frozen=True)
class ShownFile:
    """`id`: Telegram's `file_unique_id`, by which the page fetches it. Sizes in bytes and pixels."""

    id: str
    name: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class ShownMessage:
    """`text` is the caption where there is a photo or document. `date`: Unix seconds of the bot's clock.

    `buttons`: the rows of its inline keyboard. `replies`: the rows of a reply keyboard sent along (empty and
    not None: it takes the keyboard away).
    """

    id: int
    chat_id: int
    from_bot: bool
    date: int
    text: str
    entities: tuple[dict[str, Any], ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    edited: bool = False
    reply_to: int | None = None
    photo: ShownFile | None = None
    document: ShownFile | None = None
    album: str | None = None
    reaction: str | None = None
    replies: tuple[tuple[str, ...], ...] | None = None

    @property
    def all_buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.buttons for button in row)

    def button(self, wanted: str) -> Button | None:
        """By its exact data or text, else by how its text begins (emoji and case aside)."""
        start = _plain(wanted)
        exact = (button for button in self.all_buttons if wanted in (button.data, button.text))
        alike = (button for button in self.all_buttons if start and _plain(button.text).startswith(start))
        return next(exact, None) or next(alike, None)


def _plain(label: str) -> str:
    """A label without what stands before its first letter or digit."""
    start = next((index for index, ch in enumerate(label) if ch.isalnum()), len(label))
    return label[start:].strip().casefold()


def shown(row: MessageRow, waiting: dict[str, str] | None = None) -> ShownMessage:
    """`waiting`: unanswered callback queries of this message, by button data."""
    body = row.body
    return ShownMessage(
        id=row.message_id,
        chat_id=row.chat_id,
        from_bot=row.from_bot,
        date=body["date"],
        text=body.get("text") or body.get("caption") or "",
        entities=tuple(body.get("entities") or body.get("caption_entities") or ()),
        buttons=_buttons(body.get("reply_markup"), waiting or {}),
        edited=row.edited,
        reply_to=row.reply_to,
        photo=_file({**body["photo"][-1], "file_name": "photo.jpg", "mime_type": "image/jpeg"})
        if body.get("photo")
        else None,
        document=_file(body["document"]) if body.get("document") else None,
        album=body.get("media_group_id"),
        reaction=row.reaction,
        replies=_replies(row.keyboard),
    )


def _buttons(markup: dict[str, Any] | None, waiting: dict[str, str]) -> tuple[tuple[Button, ...], ...]:
    if not markup:
        return ()
    return tuple(
        tuple(
            Button(
                button["text"],
                button.get("callback_data"),
                button.get("url"),
                (button.get("copy_text") or {}).get("text"),
                button.get("style"),
                button.get("callback_data") in waiting,
            )
            for button in row
        )
        for row in markup["inline_keyboard"]
    )


def _replies(keyboard: dict[str, Any] | None) -> tuple[tuple[str, ...], ...] | None:
    if keyboard is None or keyboard.get("force_reply"):
        return None
    return tuple(
        tuple(button if isinstance(button, str) else str(button.get("text", "")) for button in row)
        for row in keyboard.get("keyboard", ())
    )


def _file(file: dict[str, Any]) -> ShownFile:
    return ShownFile(
        file["file_unique_id"],
        file.get("file_name", ""),
        file.get("mime_type", ""),
        file.get("file_size", 0),
        file.get("width"),
        file.get("height"),
    )
