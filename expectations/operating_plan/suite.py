"""What must hold on the sheets of an operating plan, row by row."""

from expectations.operating_plan.contract import BUDGET, GOALS, LINES
from expectations.routine import routine

SUITES = {sheet.table: routine(sheet) for sheet in (LINES, GOALS, BUDGET)}
