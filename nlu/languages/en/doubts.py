"""What speaks against taking an English message for a plain yes. Patterns look at folded text."""

from __future__ import annotations

DOUBT = (
    r"\b(?:no|not|nor|none|never|nothing|neither|without|cannot|\w+n'?t|dont|wont|cant|if|unless|until|once|after|"
    r"but|though|although|however|except|only|provided|assuming|depends?|maybe|perhaps|possibly|might|could|would|"
    r"should|what|how|why|when|which|who|where|instead|rather|sorry|afraid|too|later|wait|hold|think)\b"
)
