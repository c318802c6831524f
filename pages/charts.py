"""Chart specifications without data, built once a language: building them is half the time of a rerun."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl

from reports.words import Words

_PROGRESS, _REPORTED, _LOSS = "#2F8F74", "#C9782B", "#B0542F"


def drawn(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Return the columns of a chart; decimals become floats only here, to be drawn."""
    decimals = [name for name in columns if frame.schema[name].is_decimal()]
    return frame.select(columns).with_columns(pl.col(decimals).cast(pl.Float64))


@cache
def actions(language: str) -> dict[str, Any]:
    """Return the bullet chart of the strategic actions: approved bar, reported mark, line at 100 %."""
    words = _words(language)
    row = alt.Y("action_code:N", title=None, sort=None)
    percent = alt.Axis(format=".0%", tickCount=5)
    base = alt.Chart(alt.Data(values=[]))
    tooltip = [
        alt.Tooltip("action_name:N", title=words["action"]),
        alt.Tooltip("phase_progress:Q", title=words["approved"], format=".1%"),
        alt.Tooltip("phase_reported:Q", title=words["reported"], format=".1%"),
    ]
    bar = base.mark_bar(color=_PROGRESS, height=14).encode(
        x=alt.X("phase_progress:Q", title=words["phase_progress"], axis=percent), y=row, tooltip=tooltip
    )
    mark = base.mark_tick(color=_REPORTED, thickness=4, height=24).encode(x="phase_reported:Q", y=row, tooltip=tooltip)
    whole = base.mark_rule(strokeDash=[4, 3], color="#7A847E").encode(x=alt.datum(1))
    return _without_data(alt.layer(bar, whole, mark).properties(height=alt.Step(34)))


@cache
def forest(language: str) -> dict[str, Any]:
    """Return the columns of forest loss, one a year."""
    words = _words(language)
    chart = (
        alt.Chart(alt.Data(values=[]))
        .mark_bar(color=_LOSS)
        .encode(
            x=alt.X("year:O", title=words["year"]),
            y=alt.Y("loss_ha:Q", title=words["hectares"], axis=alt.Axis(format=",.0f")),
            tooltip=[
                alt.Tooltip("year:O", title=words["year"]),
                alt.Tooltip("loss_ha:Q", title=words["hectares"], format=",.2f"),
            ],
        )
        .properties(height=280)
    )
    return _without_data(chart)


def _words(language: str) -> Words:
    return Words(Path(__file__).with_suffix(".toml"), language)


def _without_data(chart: alt.Chart | alt.LayerChart | alt.FacetChart) -> dict[str, Any]:
    """Return the specification with its empty data taken out, at every level.

    Vega would describe axes and marks in English; the alternative text and the table beside the chart say it.
    """
    spec = chart.configure(aria=False).to_dict()
    for part in (spec, *spec.get("layer", ())):
        part.pop("data", None)
    spec.pop("datasets", None)
    return spec
