"""Any chart to its picture. What draws is imported only where something is drawn: it takes a second."""

from __future__ import annotations

from typing import Protocol

from bot.telegram.pictures.charts import Chart, DemandChart, PriceChart, StatsChart, Timeline


class Drawer(Protocol):
    """Draws somewhere else than on the event loop."""

    async def draw(self, chart: Chart) -> bytes:
        """The chart as a PNG. Raises whatever goes wrong: whoever sends it says it in words then."""


def draw(chart: Chart) -> bytes:
    """The chart as a PNG."""
    match chart:
        case PriceChart():
            from bot.telegram.pictures.prices import price_picture

            return price_picture(chart)
        case Timeline():
            from bot.telegram.pictures.timeline import timeline_picture

            return timeline_picture(chart)
        case StatsChart():
            from bot.telegram.pictures.stats import stats_picture

            return stats_picture(chart)
        case DemandChart():
            from bot.telegram.pictures.demand import demand_picture

            return demand_picture(chart)
