"""The yardstick that the reader is measured with."""

from __future__ import annotations

import json

from bot.runtime.settings import CATALOGUES
from bot.services.catalogue_file import load_catalogue
from tests.bench.keyword_baseline import KeywordReader, read_cases


def test_the_keyword_baseline_reads_a_simple_order() -> None:
    """A plain order in either language is read into the format that the scorer takes."""
    cases = [
        json.dumps({"id": "1", "text": "30 navy hoodies with a metal zip"}),
        json.dumps({"id": "2", "text": "30件藏青色连帽衫，金属拉链"}),
    ]
    readings = list(map(json.loads, read_cases(cases, KeywordReader(load_catalogue(CATALOGUES / "apparel.yaml")))))
    values = [{"name": "colour", "value": "navy"}, {"name": "closure", "value": "metal_zip"}]
    items = [{"product": "hoodie", "quantity": 30, "attributes": values}]
    assert [reading["id"] for reading in readings] == ["1", "2"]
    assert readings[0]["items"] == items
    assert readings[1]["intent"] == "order"
    assert sorted(e["value"] for e in readings[1]["items"][0]["attributes"]) == ["metal_zip", "navy"]
