"""The page's texts: whatever the bot can name has words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bot.sandbox.stories.story import FOLDER, load_stories
from bot.telegram import locales
from planner.domain import lifecycle
from planner.domain.lifecycle import FollowUpKind, View
from planner.domain.plan import Label, ReasonCode
from planner.domain.reply import ReplyIntent
from planner.domain.spec import Intent

PO = Path(locales.__file__ or "").parent / "zh" / "bespoke.po"
FOLDER_OF_PAGE = FOLDER.parent.parent / "page"


def texts() -> dict[str, set[str]]:
    """The keys of each language."""
    found: dict[str, set[str]] = {"en": set(), "zh": set()}
    for file in ("strings.js", "strings_lane.js"):
        script = (FOLDER_OF_PAGE / file).read_text("utf-8")
        for language in found:
            [block] = re.findall(rf"^  {language}: \{{$(.*?)^  \}},$", script, re.DOTALL | re.MULTILINE)
            found[language] |= set(re.findall(r'(?:^|[\s{])(\w+): "', block))
    return found


def test_both_languages_say_the_same() -> None:
    """A text that exists in one language exists in the other."""
    found = texts()
    assert len(found["en"]) > 200
    assert found["en"] == found["zh"]


def test_every_text_that_the_page_asks_for_exists() -> None:
    """No key is shown in place of its words."""
    known = texts()["en"]
    asked: set[str] = set()
    for file in FOLDER_OF_PAGE.glob("*.js"):
        asked |= set(re.findall(r'\bt\("(\w+)"', file.read_text("utf-8")))
    assert asked - known == set()


def test_the_lane_has_words_for_whatever_the_bot_names() -> None:
    """Every kind of message, event, follow-up, intent, option and refusal is said in words."""
    source = "".join(file.read_text("utf-8") for file in Path(lifecycle.__file__).parent.glob("*.py"))
    notes = {name for said in re.findall(r'note="([a-z_, ]+)"', source) for name in said.split(", ")}
    wanted = {f"view_{view.value}" for view in View} | {f"due_{kind.value}" for kind in FollowUpKind}
    wanted |= {f"intent_{intent.value}" for intent in (*Intent, *ReplyIntent)}
    wanted |= {f"reason_{code.value}" for code in ReasonCode} | {f"label_{label.value}" for label in Label}
    wanted |= {f"event_{note}" for note in notes}
    assert wanted - texts()["en"] == set()


def test_stories_act_in_words_that_the_page_knows() -> None:
    """Whatever somebody does in a story has a caption."""
    acts = (FOLDER.parent / "acts.py").read_text("utf-8") + (FOLDER.parent / "player.py").read_text("utf-8")
    done = set(re.findall(r'(?:_tell|_acts|_pressed)\([^()]*?"(\w+)"\)', acts))
    assert {"accept", "decline", "progress", "agree", "wait", "clock", "write"} <= done
    assert {f"act_{what}" for what in done} - texts()["en"] == set()


def test_stories_look_for_words_that_the_bot_uses() -> None:
    """What a story waits for begins a text of the bot, in English or in Chinese, and changes with it."""
    said = (PO.read_text("utf-8")).replace('"\n"', "")
    words = yaml.safe_load((FOLDER.parent / "words.yaml").read_text("utf-8"))
    stars = {"five_stars", "four_stars"}
    missing = {word for what, all_of in words.items() if what not in stars for word in all_of if word not in said}
    assert missing == set()


def test_every_trade_has_a_story_in_each_language() -> None:
    """Whoever sells clothing or ice cream can be watched, in English and in Chinese."""
    stories = load_stories({"apparel", "ice_cream"})
    assert {(story.trade, story.language) for story in stories} == {
        (trade, language) for trade in ("apparel", "ice_cream") for language in ("en", "zh")
    }
    assert load_stories({"pottery"}) == ()
