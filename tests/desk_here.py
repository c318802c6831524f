"""The desk of the pages, working in the test's own process instead of one of its own."""

from __future__ import annotations

from typing import Any

from etl import desk


class Desk:
    """The desk done here and now; `failing` names the actions whose work does not end."""

    def __init__(self, *failing: str) -> None:
        self.failing, self.answers = set(failing), {}

    def submit(self, action: desk.Action, **job: Any) -> str:
        ticket = str(len(self.answers))
        self.answers[ticket] = None if action in self.failing else desk.run(desk.Job(action, **job))
        return ticket

    def result(self, ticket: str) -> dict[str, Any]:
        if self.answers[ticket] is None:
            raise KeyError(ticket)
        return self.answers[ticket]
