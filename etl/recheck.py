"""Runs the rules across tables again on a kept submission, as the warehouse stands now."""

from __future__ import annotations

import json

from etl.across import across, now_views
from etl.base import base
from etl.finding import Finding
from expectations.sources import contracts
from warehouse import landing
from warehouse.folder import Folder
from warehouse.ledger import Event


def new_errors(folder: Folder, received: Event) -> list[Finding]:
    """Return errors on accepted rows that the report of the day it was received does not have."""
    report = json.loads(landing.get(folder, received.payload["report_sha256"]))
    known = {(f["rule"], f["sheet"], f["row"]) for f in report["findings"]}
    connection = base(folder)
    now_views(connection)
    found = across(connection, str(received.submission_id), contracts()[received.payload["source"]])
    return [f for f in found if f.severity == "error" and (f.rule, f.sheet, f.row) not in known]
