"""Sentences, plurals, dates, money and lists in the reader's language; English is in the code, others in locales/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from gettext import c2py
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import DateTime, Text
from babel import Locale
from babel.dates import format_interval, format_skeleton
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from bot.services.spoken import ENGLISH, file_of
from planner.domain.money import from_minor

#: How Telegram is to show a moment: short weekday, date and time.
MOMENT = "wdt"


@dataclass(frozen=True)
class _Translations:
    """Message id → its translation (all plural forms), which form a number takes, and the locale of its figures."""

    texts: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]
    locale: Locale


@cache
def _translations(language: str) -> _Translations:
    """English needs no file: its texts are the ids."""
    path = file_of(language)
    if not path.exists():
        return _Translations({}, lambda n: int(n != 1), Locale.parse(ENGLISH))
    with path.open("rb") as file:
        catalogue = read_po(file)
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    # The file's header says which script and country it is for.
    return _Translations(found, c2py(catalogue.plural_expr), catalogue.locale or Locale.parse(language))


@dataclass(frozen=True)
class Texts:
    """Writes for one reader. `zone`: where their days begin."""

    language: str
    zone: ZoneInfo

    @property
    def locale(self) -> Locale:
        return _translations(self.language).locale

    def say(self, message: str, /, **parts: Any) -> Text:
        """A sentence; `{name}` stands for a part, which may be a formatting node."""
        translated = _translations(self.language).texts.get(message, ("",))[0]
        return _filled(translated or message, parts)

    def count(self, one: str, many: str, n: int, /, **parts: Any) -> Text:
        """A sentence about `{n}` things, in the plural form that the language has for it."""
        known = _translations(self.language)
        forms = known.texts.get(one, ())
        form = forms[known.plural(n)] if forms and all(forms) else (one if n == 1 else many)
        return _filled(form, {"n": self.number(n), **parts})

    def plain(self, message: str, /, **parts: Any) -> str:
        """A sentence without any formatting, for buttons and pop-ups."""
        return self.say(message, **parts).render()[0]

    def date(self, iso: str | date) -> str:
        """A day: "Fri, Dec 4", 12月4日周五."""
        day = date.fromisoformat(iso) if isinstance(iso, str) else iso
        return format_skeleton("MMMEd", datetime(day.year, day.month, day.day), locale=self.locale)  # noqa: DTZ001

    def day(self, iso: str) -> str:
        """A day without its weekday: "Dec 4", 12月4日."""
        day = date.fromisoformat(iso)
        return format_skeleton("MMMd", datetime(day.year, day.month, day.day), locale=self.locale)  # noqa: DTZ001

    def days(self, first: str, last: str) -> str:
        """From one day to another: "Dec 4 – 9"."""
        if first == last:
            return self.day(first)
        return format_interval(date.fromisoformat(first), date.fromisoformat(last), "MMMd", locale=self.locale)

    def moment(self, iso: str | datetime) -> Text:
        """A day and time: the text is in our zone, and a client that can shows it in the reader's own."""
        at = datetime.fromisoformat(iso) if isinstance(iso, str) else iso
        time, day = (format_skeleton(part, at, self.zone, locale=self.locale) for part in ("Hm", "MMMd"))
        said = str(self.locale.datetime_formats["medium"]).format(time, day)
        return DateTime(said, unix_time=at, date_time_format=MOMENT)

    def money(self, minor: int, currency: str) -> str:
        """An amount with its currency, as the reader writes it."""
        return self.amount(from_minor(minor, currency), currency)

    def amount(self, amount: str, currency: str) -> str:
        """An amount in major units, as it was said."""
        # Babel's English tells the yuan from the yen; here the trade's currency does.
        return format_currency(Decimal(amount), currency, locale=self.locale).replace("CN¥", "¥")

    def about(self, minor: int, currency: str) -> str:
        """An amount without cents, unless it is less than one."""
        amount = Decimal(from_minor(minor, currency))
        if abs(amount) < 1:
            return self.money(minor, currency)
        shown = format_currency(round(amount), currency, format="¤#,##0", locale=self.locale, currency_digits=False)
        return shown.replace("CN¥", "¥")

    def number(self, n: int | str | Decimal) -> str:
        return format_decimal(Decimal(n), locale=self.locale)

    def percent(self, share: float) -> str:
        return format_percent(share, "#,##0%", locale=self.locale)

    def signed(self, n: float) -> str:
        """A difference, with its sign and one digit after the point: "+0.8"."""
        return format_decimal(Decimal(f"{n:.1f}") + 0, format="+#,##0.0;-#,##0.0", locale=self.locale)

    def any_of(self, parts: Iterable[str]) -> str:
        """ "a, b, or c"."""
        return format_list(list(parts), style="or", locale=self.locale)

    def all_of(self, parts: Iterable[str]) -> str:
        """ "a, b, and c"."""
        return format_list(list(parts), style="standard", locale=self.locale)


def _filled(template: str, parts: Mapping[str, Any]) -> Text:
    """The template with its parts, each as text or node."""
    nodes: list[Any] = []
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            nodes.append(literal)
        if name is not None:
            part = parts[name]
            nodes.append(part if isinstance(part, Text) else str(part))
    return Text(*nodes)


def lines(*parts: Any) -> Text:
    """Parts under each other; None is left out, "" is an empty line."""
    shown = [part for part in parts if part is not None]
    nodes: list[Any] = []
    for index, part in enumerate(shown):
        if index:
            nodes.append("\n")
        nodes.append(part)
    return Text(*nodes)
