"""Intents where no rule knows the wording: the trained part, and the bounds it is kept in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.learned import training
from nlu.learned.fallback import RULES_ALONE, Fallback, committed
from nlu.learned.model import Kind, Model, stored
from nlu.normalise import fold
from nlu.reader import Reader
from nlu.tokens import split
from planner.domain.reply import ReplyIntent
from planner.domain.spec import Intent
from tests.unit.nlu.conftest import NOW


def _sure(*labels: str) -> Model:
    """A model that is always certain of the first of its labels."""
    bias = np.zeros(len(labels), np.float32)
    bias[0] = 50
    return Model(labels, {}, np.zeros((0, len(labels)), np.int8), 1.0, bias)


def _message(fallback: Fallback, text: str, by_rules: Intent = Intent.OTHER) -> Intent:
    folded = fold(text)
    return fallback.message(by_rules, folded.text, split(folded))


def _reply(fallback: Fallback, text: str, by_rules: ReplyIntent | None = None) -> ReplyIntent:
    folded = fold(text)
    return fallback.reply(by_rules, folded.text, split(folded))


@pytest.mark.parametrize("kind", training.KINDS)
def test_committed_weights_are_those_of_the_sentences(kind: Kind) -> None:
    """Training on the committed sentences gives the committed weights, but for the last step of rounding."""
    fresh, kept = training.trained(training.sentences(kind)), stored(kind)
    assert (fresh.labels, list(fresh.rows)) == (kept.labels, list(kept.rows)), "run `make train-intents`"
    assert np.abs(fresh.weights.astype(int) - kept.weights.astype(int)).max() <= 1, "run `make train-intents`"
    assert fresh.bias == pytest.approx(kept.bias, abs=1e-3)


def test_training_twice_gives_the_same_file(tmp_path: Path) -> None:
    """The same sentences give the same bytes."""
    some = training.sentences("replies")[::9]
    for name in ("one.npz", "two.npz"):
        training.trained(some).save(tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize("kind", training.KINDS)
def test_sentences_are_labelled_with_known_intents(kind: Kind) -> None:
    """Every label is an intent, and no sentence stands twice."""
    known = {intent.value for intent in (ReplyIntent if kind == "replies" else Intent)}
    found = training.sentences(kind)
    assert {sentence.intent for sentence in found} <= known
    assert len({sentence.text for sentence in found}) == len(found)


def test_broken_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of sentences without its three cells is refused with its number."""
    (tmp_path / "replies.tsv").write_text("accept\ten\tyes\naccept yes\n", encoding="utf-8")
    monkeypatch.setattr(training, "SENTENCES", tmp_path)
    with pytest.raises(ValueError, match=r"replies\.tsv, line 2"):
        training.sentences("replies")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("the courier has taken all of the boxes", ReplyIntent.SHIPPED),
        ("快递员刚把货取走了", ReplyIntent.SHIPPED),
        ("machine is running since this morning", ReplyIntent.STARTED),
        ("正在缝，已经缝了一半", ReplyIntent.STARTED),
    ],
)
def test_news_in_unknown_words(furniture: Reader, text: str, intent: ReplyIntent) -> None:
    """News of the work is understood in wordings that no rule was written for."""
    assert furniture.reply(text, NOW).intent is intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("这个价钱我们实在承受不起", Intent.REJECT),
        ("The wedding is off so we won't be needing the tables, please stop the order", Intent.CANCEL),
    ],
)
def test_messages_in_unknown_words(furniture: Reader, text: str, intent: Intent) -> None:
    """A consumer's no is understood in wordings that no rule was written for."""
    assert furniture.read(text, NOW).intent is intent


@pytest.mark.parametrize(
    "text",
    [
        "qwrtz plmok vbnxc",
        "🌱🌱",
        "...",
        "",
        "El paquete ya salió con el mensajero",
        "Der Kurier hat alles mitgenommen",
        "配達員に渡しました",
        "Посылка уже в пути",
    ],
)
def test_nonsense_and_other_languages_stay_other(furniture: Reader, text: str) -> None:
    """Neither nonsense nor a language that is not read is taken for an answer."""
    assert furniture.reply(text, NOW).intent is ReplyIntent.OTHER
    assert furniture.read(text, NOW).intent is Intent.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "brill, but make it cheaper",
        "brill if it comes by Friday",
        "brill, crack on?",
        "brill, crack on with 40",
        "not brill at all",
        "行啊要是便宜点",
        "那就选它吗",
        "就它，三十块",
        "这个倒是不错",
    ],
)
def test_no_consent_under_doubt(text: str) -> None:
    """However sure the trained part is, a condition, a negation, a number or a question is no consent."""
    assert _message(Fallback(None, _sure("accept", "other")), text) is Intent.OTHER


def test_consent_without_doubt() -> None:
    """A consent against which nothing speaks is one."""
    assert _message(Fallback(None, _sure("accept", "other")), "brill, crack on") is Intent.ACCEPT


@pytest.mark.parametrize("label", ["order", "amend"])
def test_no_wish_is_invented(label: str) -> None:
    """Orders and amendments need items: the trained part makes none."""
    assert _message(Fallback(None, _sure(label, "other")), "whatever it is") is Intent.OTHER


@pytest.mark.parametrize("label", ["accept", "counter", "problem"])
def test_no_terms_are_agreed_for_suppliers(label: str) -> None:
    """A supplier's yes and other terms come from the rules alone."""
    assert _reply(Fallback(_sure(label, "other"), None), "whatever it is") is ReplyIntent.OTHER


@pytest.mark.parametrize("ruled", [r for r in ReplyIntent if r not in (ReplyIntent.ACCEPT, ReplyIntent.COUNTER)])
def test_rules_keep_the_say(ruled: ReplyIntent) -> None:
    """What a rule says for sure about a reply, the trained part does not change."""
    assert _reply(Fallback(_sure("started", "other"), None), "whatever it is", ruled) is ruled


def test_a_yes_in_passing_is_news() -> None:
    """A yes read from single words gives way where the trained part is sure of news."""
    assert _reply(Fallback(_sure("started", "other"), None), "looks good so far", ReplyIntent.ACCEPT) == "started"


def test_a_promise_to_start_stays_a_yes() -> None:
    """A yes that tells of work to come, in words or by a day or a price, is no news of work begun."""
    sure, yes = Fallback(_sure("started", "other"), None), ReplyIntent.ACCEPT
    assert _reply(sure, "cool, thanks, we will start right away", yes) is yes
    folded = fold("no objections, starting Monday")
    assert sure.reply(yes, folded.text, split(folded), firm=True) is yes


@pytest.mark.parametrize("text", ["no idea", "???", "hang on", "這是誰"])
def test_few_words_are_left_to_the_rules(text: str) -> None:
    """However sure the model is, it is not believed about two words."""
    assert _reply(Fallback(_sure("started", "other"), None), text) is ReplyIntent.OTHER


def test_rules_can_be_asked_alone(furniture: Reader) -> None:
    """Without models the rules' intents stand."""
    assert _reply(RULES_ALONE, "whatever it is") is ReplyIntent.OTHER
    assert _message(RULES_ALONE, "whatever it is", Intent.QUESTION) is Intent.QUESTION
    assert committed() is committed()
