"""Which files may be sent in: of a kind that a maker can work from, and not too large. None is ever opened here."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.services.artwork import ArtworkDesk
from bot.services.notices import notice
from bot.services.office import Office
from bot.services.ordering import Ordering
from bot.services.people import Receipt, Sender
from storage.ports import Artwork

#: Kinds of files, by how their names end, and what Telegram may say that they are.
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "png": ("image/png",),
    "jpg": ("image/jpeg", "image/jpg"),
    "jpeg": ("image/jpeg", "image/jpg"),
    "webp": ("image/webp",),
    "heic": ("image/heic", "image/heif"),
    "tif": ("image/tiff",),
    "tiff": ("image/tiff",),
    "svg": ("image/svg+xml", "text/xml", "application/xml"),
    "pdf": ("application/pdf",),
    "ai": ("application/postscript", "application/illustrator", "application/pdf", "application/vnd.adobe.illustrator"),
    "eps": ("application/postscript", "image/x-eps", "application/eps"),
    "psd": ("image/vnd.adobe.photoshop", "image/x-photoshop", "application/photoshop"),
    "cdr": ("application/cdr", "application/vnd.corel-draw", "image/x-coreldraw", "application/coreldraw"),
    "dxf": ("image/vnd.dxf", "image/x-dxf", "application/dxf"),
    "stl": ("model/stl", "application/sla", "application/vnd.ms-pki.stl"),
    "step": ("model/step", "application/step"),
    "stp": ("model/step", "application/step"),
    "zip": ("application/zip", "application/x-zip-compressed"),
}
#: What apps say of a file that they don't know.
UNSURE = ("application/octet-stream", "binary/octet-stream", "")
MEGABYTE = 1_000_000
LONGEST_NAME = 120


@dataclass(frozen=True)
class FileRules:
    """`kinds`: how names may end; `largest`: bytes."""

    kinds: frozenset[str] = frozenset(KINDS)
    largest: int = 10 * MEGABYTE


@dataclass(frozen=True)
class SentFile:
    """A file as Telegram describes it. `size`: bytes, None where it doesn't say; `file_id`: by which it can be sent on;
    `as_photo`: shown as a picture, not as a document; `album`: what came with it has the same."""

    name: str
    size: int | None
    mime: str | None = None
    file_id: str = ""
    as_photo: bool = False
    album: str | None = None

    @property
    def kind(self) -> str:
        return self.name.rpartition(".")[2].strip().casefold() if "." in self.name else ""

    @property
    def shown_name(self) -> str:
        """Its name in one line, without what would show it as another name than it is."""
        plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in self.name).replace("/", " ")
        plain = " ".join(plain.replace("\\", " ").split())
        return plain if len(plain) <= LONGEST_NAME else "…" + plain[1 - LONGEST_NAME :]


def refusal_of(file: SentFile, rules: FileRules, kinds: Mapping[str, tuple[str, ...]] = KINDS) -> str | None:
    """Why a file can't be taken, as the name of a notice; None where it can. `kinds`: what they may be called."""
    if file.kind not in rules.kinds:
        return "file_kind"
    said = (file.mime or "").partition(";")[0].strip().casefold()
    if said not in UNSURE and said not in kinds.get(file.kind, (said,)):
        return "file_disguised"
    if file.size is None or not 0 < file.size <= rules.largest:
        return "file_size"
    return None


class Files:
    """What a consumer sends besides words."""

    def __init__(self, office: Office, ordering: Ordering, artwork: ArtworkDesk, rules: FileRules):
        self._office = office
        self._ordering = ordering
        self._artwork = artwork
        self._rules = rules

    async def received(self, sender: Sender, file: SentFile, caption: str, receipt: Receipt | None) -> None:
        """Artwork for what is being ordered; what can't be taken is answered with what can. A caption counts anyway."""
        code = refusal_of(file, self._rules)
        if caption:
            await self._ordering.said(sender, caption, None)
        if code is None:
            kind = "photo" if file.as_photo else "document"
            await self._artwork.sent(sender, Artwork(file.file_id, kind, file.shown_name, file.album), receipt)
            return
        kinds = sorted(self._rules.kinds)
        megabytes = self._rules.largest / MEGABYTE
        await notice(self._office, sender, code, receipt, kinds=kinds, megabytes=f"{megabytes:g}", kind=file.kind[:10])
