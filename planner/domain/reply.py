"""What a supplier said about a job: the reading of a reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

ReplyBound = Literal["by", "from", "on"]


class ReplyIntent(StrEnum):
    """What a supplier's message is for."""

    ACCEPT = "accept"
    DECLINE = "decline"
    COUNTER = "counter"
    QUESTION = "question"
    STARTED = "started"
    DELAYED = "delayed"
    READY = "ready"
    SHIPPED = "shipped"
    PROBLEM = "problem"
    OTHER = "other"


@dataclass(frozen=True)
class JobTerms:
    """The terms a reply is about: prices are in major units of `currency`, `due` is the day it must be ready."""

    quantity: Decimal | int | None = None
    unit_price: Decimal | None = None
    currency: str = "CNY"
    due: date | None = None


@dataclass(frozen=True)
class SupplierReading:
    """Only what the reply says; a price relative to the job's is given as the absolute figure."""

    intent: ReplyIntent
    language: str
    quantity: int | None = None
    unit_price: Decimal | None = None
    total_price: Decimal | None = None
    currency: str | None = None
    date: date | None = None
    bound: ReplyBound | None = None
    reason: str | None = None
