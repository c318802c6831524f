"""What must hold on published forest loss, row by row."""

from expectations.forest_loss.contract import DISTRICTS, PUBLISHED
from expectations.routine import routine

SUITES = {sheet.table: routine(sheet) for sheet in (DISTRICTS, PUBLISHED)}
