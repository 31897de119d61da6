"""The folder with evaluation sets that `EVAL=` names: what must be in it, and how its programs are called."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def evaluation_folder(arguments: Sequence[str], target: str, needed: Sequence[str]) -> Path:
    """The folder named on the command line. Exits with 2, saying what is missing, where it is not all there."""
    named = arguments[0].strip() if arguments else ""
    if not named:
        sys.exit(_refused(f"No evaluation folder. Name one: make {target} EVAL=path/to/eval", needed))
    folder = Path(named).resolve()
    missing = [name for name in needed if not (folder / name).is_file()]
    if missing:
        sys.exit(_refused(f"EVAL={named}: there is no {', '.join(missing)}.", needed))
    return folder


def _refused(problem: str, needed: Sequence[str]) -> int:
    print(f"{problem}\nThe folder must hold {', '.join(needed)}.", file=sys.stderr)
    return 2


def call(program: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the folder's programs; a failing one says why in its output."""
    command: list[str | Path] = [sys.executable, program, *arguments]
    # A fixed seed: a generator that goes through sets of texts makes the same problem every time.
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
