"""The usual way to check a workbook: pandas reads it with openpyxl, Great Expectations checks the pandas frame."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas
from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.contract import Column, Sheet

# Its hints leave nothing to know.
PANDAS: Any = pandas
EVERY_ROW = {"result_format": "COMPLETE", "unexpected_index_column_names": ["row_number"]}


def check(content: bytes, sheets: tuple[Sheet, ...]) -> bool:
    """Read the sheets and say whether those with anything typed hold what our suites expect, row by row."""
    book = PANDAS.ExcelFile(io.BytesIO(content), engine="openpyxl")
    return all(_holds(book.parse(sheet.name, header=sheet.header_row - 1), sheet) for sheet in sheets)


def _holds(read: Any, sheet: Sheet) -> bool:
    entries = [column.header for column in sheet.columns if column.name in sheet.entry]
    typed = read[read[entries].notna().any(axis=1)]
    return typed.empty or bool(_answer(_typed(typed, sheet), _suite(sheet), "BOOLEAN_ONLY").success)


def broken(frame: Any, sheet: Sheet) -> set[tuple[str, str | None, int]]:
    """Return each (rule, column, row) of a typed frame that breaks what our contract of the sheet says."""
    answer = _answer(frame, [*_columns(sheet), _unique(sheet)], EVERY_ROW)
    return {
        (meta["rule"], meta["column"], index["row_number"])
        for result in answer.results
        if not result.success
        for meta in [result.expectation_config.meta]
        for index in result.result["unexpected_index_list"]
    }


def _answer(frame: Any, expectations: list[Any], result_format: Any) -> Any:
    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("sheet")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    return batch.validate(gx.ExpectationSuite(name="suite", expectations=expectations), result_format=result_format)


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
    quantity = [
        gxe.ExpectColumnValuesToNotBeNull(
            column="quantity", row_condition=f"situation == '{said}'", condition_parser="pandas"
        )
        for said in ("Con avance", "Sin avance")
    ]
    return [*_columns(sheet), _unique(sheet), *quantity]


def _columns(sheet: Sheet) -> list[Any]:
    return [
        made(column=column.name + suffix, meta={"rule": rule, "column": column.name}, **said)
        for column in _read(sheet)
        for rule, suffix, made, said in _of(column)
    ]


def _unique(sheet: Sheet) -> Any:
    key, meta = list(sheet.key), {"rule": "duplicated_key", "column": sheet.key[0]}
    if key[1:]:
        return gxe.ExpectCompoundColumnsToBeUnique(column_list=key, meta=meta)
    return gxe.ExpectColumnValuesToBeUnique(column=key[0], meta=meta)


def _of(column: Column) -> Iterator[tuple[str, str, Any, dict[str, Any]]]:
    """Give rule, suffix of the column, expectation and what it is given."""
    if column.kind != "text":
        rule = "not_a_date" if column.kind == "date" else "not_a_number"
        yield rule, "_unreadable", gxe.ExpectColumnValuesToBeNull, {}
    if column.kind in ("decimal", "integer"):
        yield "too_many_decimals", "_excess", gxe.ExpectColumnValuesToBeNull, {}
    if column.required:
        yield "required_missing", "", gxe.ExpectColumnValuesToNotBeNull, {}
    if column.choices:
        yield "not_in_list", "", gxe.ExpectColumnValuesToBeInSet, {"value_set": list(column.choices)}
    if column.minimum is not None:
        yield "below_minimum", "", gxe.ExpectColumnValuesToBeBetween, {"min_value": float(column.minimum)}
    if column.maximum is not None:
        yield "above_maximum", "", gxe.ExpectColumnValuesToBeBetween, {"max_value": float(column.maximum)}
    if column.pattern:
        yield "malformed_code", "", gxe.ExpectColumnValuesToMatchRegex, {"regex": f"^(?:{column.pattern})$"}


def _read(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.columns if column.is_read]
