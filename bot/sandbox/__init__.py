"""A local Bot API server with a web page of chats: the whole bot without a token."""

from bot.sandbox.cast import CastMember, Role, Temperament
from bot.sandbox.controls import Controls, Resettable
from bot.sandbox.errors import SandboxError
from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from bot.sandbox.phrases import AutopilotPhrases, AutopilotSettings
from bot.sandbox.shown import Button, ShownFile, ShownMessage
from bot.sandbox.world import TOKEN, SandboxServer

__all__ = [
    "TOKEN",
    "AutopilotPhrases",
    "AutopilotSettings",
    "Button",
    "CastMember",
    "Controls",
    "Fault",
    "Person",
    "Resettable",
    "Role",
    "SandboxError",
    "SandboxServer",
    "ShownFile",
    "ShownMessage",
    "Temperament",
]
