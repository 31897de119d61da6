"""Text reaches Telegram with formatting entities beside it, never as markup: what somebody wrote can't become a tag.

`python -m tests.security.entities_only` lists every place that does otherwise, and fails where there is one.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Nothing else has anything to do with Telegram.
FOLDERS = ("bot",)
#: The sandbox plays Telegram's part, which reads markup.
EXCEPT = ("bot/sandbox/",)

#: Modules that build markup, and names that do so.
BUILDERS = ("aiogram.utils.markdown", "aiogram.utils.text_decorations", "html", "markupsafe", "markdown")
NAMES = ("ParseMode", "html_decoration", "markdown_decoration", "hbold", "hlink", "hcode")
METHODS = ("as_html", "as_markdown", "html_text", "md_text")
TAG = re.compile(
    r"(?<!\?P)</?(?:b|i|u|s|a|em|strong|ins|del|strike|code|pre|span|blockquote|tg-\w+)(?:\s[^<>]*)?>", re.IGNORECASE
)
MARKDOWN = re.compile(r"```|\*\*\S[^*]*\*\*|\[[^\]\n]+\]\((?:https?|tg):")


@dataclass(frozen=True)
class Fault:
    """A place, and what is wrong with it."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}; use aiogram.utils.formatting"


def faults_of(source: str, file: str) -> list[Fault]:
    """Every place of a module that builds markup, or asks Telegram to read some."""
    tree = ast.parse(source, file)
    documentation = _documentation(tree)
    found = [
        Fault(file, getattr(node, "lineno", 0), problem)
        for node in ast.walk(tree)
        if id(node) not in documentation
        for problem in _problems(node)
    ]
    return sorted(set(found), key=lambda fault: (fault.line, fault.problem))


def _problems(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.keyword(arg="parse_mode", value=value) if not (
            isinstance(value, ast.Constant) and value.value is None
        ):
            yield "sets parse_mode"
        case ast.Constant(value="parse_mode"):
            yield "names parse_mode"
        case ast.Constant(value=str(text)) if TAG.search(text) or MARKDOWN.search(text):
            yield "holds markup"
        case ast.Import(names=names):
            yield from (f"imports {n.name}" for n in names if n.name in BUILDERS)
        case ast.ImportFrom(module=str(module), names=names):
            whole = {module, *(f"{module}.{n.name}" for n in names)}
            yield from (f"imports {name}" for name in sorted(whole) if name in BUILDERS)
            yield from (f"imports {n.name}" for n in names if n.name in NAMES)
            if module == "aiogram":
                yield from (f"imports {n.name}" for n in names if n.name in ("html", "md"))
        case ast.Attribute(attr=name) if name in METHODS or name in NAMES:
            yield f"uses {name}"


def _documentation(tree: ast.Module) -> set[int]:
    """The docstrings: they may speak of anything."""
    owners = [
        n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    first = [owner.body[0] for owner in owners if owner.body]
    return {id(node.value) for node in first if isinstance(node, ast.Expr)}


def faults_in(root: Path) -> list[Fault]:
    """Every fault of the project."""
    found: list[Fault] = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if not name.startswith(EXCEPT):
                found += faults_of(path.read_text("utf-8"), name)
    return found


if __name__ == "__main__":
    everything = faults_in(ROOT)
    sys.stdout.writelines(f"{fault}\n" for fault in everything)
    sys.exit(bool(everything))
