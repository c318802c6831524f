"""The usual way to check a workbook: pandas reads it with openpyxl, Great Expectations checks the pandas frame."""

from __future__ import annotations

import io
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas
from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.contract import Column, Sheet

# Its hints leave nothing to know.
PANDAS: Any = pandas


def check(content: bytes, sheet: Sheet) -> bool:
    """Read the sheet and say whether it holds what our suite expects of it, row by row and column by column."""
    read = PANDAS.read_excel(io.BytesIO(content), sheet.name, header=sheet.header_row - 1, engine="openpyxl")
    frame = _typed(read, sheet)
    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("sheet")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite(name="suite", expectations=_suite(sheet))
    return bool(batch.validate(suite, result_format="BOOLEAN_ONLY").success)


def _typed(frame: Any, sheet: Sheet) -> Any:
    """Name the columns as the contract does, and set apart what is no number or day, as our staging does."""
    named = frame.rename(columns={c.header: c.name for c in sheet.columns})[[c.name for c in _read(sheet)]].copy()
    for column in _read(sheet):
        if column.kind == "text":
            continue
        text = named[column.name]
        read = _numbers_or_days(column)(text, errors="coerce")
        named[f"{column.name}_unreadable"] = text.where(read.isna())
        if column.kind != "date":
            named[f"{column.name}_excess"] = read.where((read - read.round(column.scale)).abs() > 1e-6)
        named[column.name] = read
    return named


def _numbers_or_days(column: Column) -> Any:
    return PANDAS.to_datetime if column.kind == "date" else PANDAS.to_numeric


def _suite(sheet: Sheet) -> list[Any]:
    key = list(sheet.key)
    unique = gxe.ExpectCompoundColumnsToBeUnique(column_list=key) if key[1:] else gxe.ExpectColumnValuesToBeUnique(
        column=key[0]
    )  # fmt: skip
    quantity = [
        gxe.ExpectColumnValuesToNotBeNull(
            column="quantity", row_condition=f"situation == '{said}'", condition_parser="pandas"
        )
        for said in ("Con avance", "Sin avance")
    ]
    return [*(e for column in _read(sheet) for e in _of(column)), unique, *quantity]


def _of(column: Column) -> list[Any]:
    name = column.name
    made: list[Any] = [
        gxe.ExpectColumnValuesToBeNull(column=f"{name}_{spoilt}")
        for spoilt in {"text": (), "date": ("unreadable",)}.get(column.kind, ("unreadable", "excess"))
    ]
    if column.required:
        made.append(gxe.ExpectColumnValuesToNotBeNull(column=name))
    if column.choices:
        made.append(gxe.ExpectColumnValuesToBeInSet(column=name, value_set=list(column.choices)))
    if column.minimum is not None:
        made.append(gxe.ExpectColumnValuesToBeBetween(column=name, min_value=float(column.minimum)))
    return made


def _read(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.columns if column.role != "calculated"]
