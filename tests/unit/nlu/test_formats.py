"""The JSON of readings, and cases line by line."""

from __future__ import annotations

import json

from nlu.formats import read_cases, reading_to_json
from nlu.reader import Reader
from tests.unit.nlu.conftest import NOW


def test_a_reading_has_the_documented_shape(furniture: Reader) -> None:
    """A reading's JSON has every documented field, and optional ones of an entry only where they apply."""
    text = "4 oak tables, 1.2m wide, no lock, by Friday, under €12.50 each, ship to Leeds"
    assert reading_to_json(furniture.read(text, NOW), "7") == {
        "id": "7",
        "intent": "order",
        "language": "en",
        "items": [
            {
                "product": "table",
                "quantity": 4,
                "quantity_max": None,
                "approximate": False,
                "attributes": [
                    {"name": "wood", "value": "oak", "said": "oak"},
                    {"name": "width", "value": {"amount": 1.2, "unit": "m"}, "said": "1.2m wide"},
                    {"name": "extra", "value": "lock", "excluded": True, "said": "no lock"},
                ],
            }
        ],
        "deadline": {"date": "2026-11-27", "bound": "by"},
        "budget": {"amount": "12.50", "currency": "EUR", "per": "unit", "bound": "max"},
        "destination": "Leeds",
        "missing": [],
        "unknown": [],
    }


def test_cases_come_out_in_order_whatever_the_line(furniture: Reader) -> None:
    """Every case gives one line, in order, and a broken one gives an error instead of ending the run."""
    lines = [
        '{"id": 1, "text": "4 oak tables"}',
        "this is no JSON",
        '{"id": 3}',
        '["a list"]',
        '{"id": 5, "turns": ["4 oak tables", "make it 6"], "now": "2026-11-22T10:00"}',
        '{"id": 6, "text": "hi", "now": "yesterday"}',
        "",
        '{"id": 7, "text": ""}',
    ]
    out = [json.loads(line) for line in read_cases(lines, furniture, now=NOW)]
    assert [o["id"] for o in out] == [1, None, 3, None, 5, 6, 7]
    assert ["error" in o for o in out] == [False, True, True, True, False, True, False]
    assert (out[4]["intent"], out[4]["items"][0]["quantity"]) == ("order", 6)
    assert out[6]["intent"] == "other"


def test_supplier_cases_take_the_jobs_terms(furniture: Reader) -> None:
    """A supplier's case is read against its job."""
    line = '{"id": "s", "text": "5 more each", "job": {"quantity": 10, "unit_price": "8.00", "due": "2026-12-01"}}'
    [out] = [json.loads(x) for x in read_cases([line], furniture, "supplier", NOW)]
    assert (out["intent"], out["unit_price"], out["total_price"]) == ("counter", "13.00", None)
    [out] = [
        json.loads(x) for x in read_cases(['{"id": 1, "text": "x", "job": {"unit_price": "?"}}'], furniture, "supplier")
    ]
    assert "unit_price" in out["error"]
