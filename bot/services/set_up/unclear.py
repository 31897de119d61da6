"""What every answer in words needs: whose names stand in it, and how to say that it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.services.office import Office
from bot.services.set_up.form import Form
from nlu.normalise import fold
from planner.domain.catalogue import Names
from planner.domain.supplier import Trade

#: Words for everything that there is to choose from.
ALL: Final = frozenset({"all", "everything", "all of them", "全部", "都可以", "全都可以", "都行", "所有"})


class Unclear(Exception):
    """A text that doesn't answer the open question: `code` and `facts` say why, `form` is what stays of it."""

    def __init__(self, code: str, form: Form, **facts: Any):
        self.code, self.form, self.facts = code, form, facts
        super().__init__(code)


def trade_of(form: Form, office: Office) -> Trade:
    """The trade that the workshop joins."""
    return office.trades[form.trade]


def mentioned(text: str, named: Mapping[str, Names]) -> list[str]:
    """Whose names stand in a text, in the order of `named`; of a name within another one the longer counts."""
    said = fold(text).text.casefold()
    names = [(fold(name).text.casefold(), key) for key, ns in named.items() for words in ns.values() for name in words]
    found: set[str] = set()
    for name, key in sorted(names, key=lambda pair: -len(pair[0])):
        edge = r"(?<![a-z]){}(?:s|es)?(?![a-z])" if name.isascii() else "{}"
        said, hits = re.subn(edge.format(re.escape(name)), " | ", said) if name else (said, 0)
        if hits:
            found.add(key)
    return [key for key in named if key in found]
