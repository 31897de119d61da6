"""What the autopilot recognises on buttons, and says in words; passed in, since it belongs to the bot and its trade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class AutopilotPhrases:
    """`accept`: how labels of buttons that take an offer begin, emoji and case aside, in any language. `progress`:
    those that report how a job goes, which every temperament presses. The rest are replies by language; where a
    person's language has none, English is used, and where that has none, the button.
    """

    accept: tuple[str, ...] = ("Accept", "Take it", "Confirm", "接单", "接受", "确认")
    progress: tuple[str, ...] = ("Begun", "Ready", "Sent", "All here", "已开工", "已完成", "已发货", "都到了")
    accept_words: Words = field(default_factory=lambda: {"en": ("OK, I take it",), "zh": ("好的，接单",)})
    decline_words: Words = field(
        default_factory=lambda: {
            "en": ("Sorry, we can't do this one, we are fully booked.", "No, sorry, our machine is under repair."),
            "zh": ("不好意思，这单接不了，排满了。", "抱歉，做不了，机器在修。"),
        }
    )
    counter_words: Words = field(
        default_factory=lambda: {"en": ("ok but 5% more each",), "zh": ("可以，但每件要加5%",)}
    )


@dataclass(frozen=True)
class AutopilotSettings:
    """How supplier play themselves. Delays are the least and greatest number of seconds.

    `slow`: until a slow supplier answers unasked; `reminded`: until they do after a reminder. `words_share`: how often
    an offer is accepted in words instead of by button. `decline_share`: how often a declining supplier declines.
    The same `seed` gives the same behaviour for the same chat.
    """

    phrases: AutopilotPhrases = AutopilotPhrases()
    prompt: tuple[float, float] = (2.0, 4.0)
    slow: tuple[float, float] = (25.0, 30.0)
    reminded: tuple[float, float] = (2.0, 4.0)
    words_share: float = 0.2
    decline_share: float = 0.75
    seed: int = 0
