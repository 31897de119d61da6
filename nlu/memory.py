"""What a reader is made of stays as long as it reads: nobody need look through it for garbage again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def made_to_stay() -> Iterator[None]:
    """What is made inside is never looked through for garbage: not meanwhile (a third of the time that a large reader
    takes to make), and not later (a third of a second at ten thousand wordings, in the middle of somebody's message).
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if running:
            gc.enable()
