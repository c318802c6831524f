"""`jsi convert`: an amount in another currency on a day, by published rates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import click

from commands.group.answers import UNKNOWN, show, stop
from warehouse.folder import Folder
from warehouse.scope import Scope


@click.command()
@click.argument("amount")
@click.argument("currencies", nargs=2)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, amount: str, currencies: tuple[str, str], day: datetime, as_json: bool) -> None:
    """Convierte un importe con los tipos de cambio publicados · Convert an amount by published rates."""
    from reports.conversion import CURRENCIES, conversion, lines
    from warehouse.read import NotSeenError, Reader

    wanted = (currencies[0].upper(), currencies[1].upper())
    if not set(wanted) <= set(CURRENCIES) or (value := _amount(amount)) is None:
        stop(context, UNKNOWN, "convert_usage", currencies=", ".join(CURRENCIES))
    on_day: date = day.date()
    try:
        found = conversion(Reader(Folder.from_environment()), Scope.everything(), value, wanted, on_day)
    except NotSeenError:
        stop(context, UNKNOWN, "no_rate", currencies=" → ".join(wanted), day=on_day.isoformat())
    show(context, found, as_json, lines)


def _amount(text: str) -> Decimal | None:
    """Return an amount of at most two decimals and fifteen digits, or None for what is none."""
    try:
        value = Decimal(text)
        return value if value == value.quantize(Decimal("0.01")) and abs(value) < Decimal(10) ** 13 else None
    except InvalidOperation:
        return None
