"""What must hold of each disbursement."""

import great_expectations.expectations as gxe

from expectations.contract import Sheet
from expectations.disbursements.contract import TO_PARTNER
from expectations.routine import routine, where

_TO_PARTNER = f"flow = '{TO_PARTNER}'"
# An account in dollars of an agreement in dollars needs neither an amount of its own nor a rate.
_ELSEWHERE = "(account_currency <> currency_code or exchange_rate is not null) and transferred_amount is not null"
_SOLES = "case when account_currency = 'PEN' then account_amount else transferred_amount end"
_DOLLARS = "case when account_currency = 'PEN' then transferred_amount else account_amount end"
# Whoever multiplies with a rate of three decimals is off by less than this share.
_CLOSE = "0.001"


def suite(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every row of that sheet must hold."""
    return [
        *routine(sheet),
        where("partner_without_subagreement", "subagreement_code", f"{_TO_PARTNER} and subagreement_code is null"),
        *(_dated(step) for step in ("requested", "approved", "transferred")),
        *(_told(name) for name in ("account_currency", "account_amount", "exchange_rate")),
        where(
            "rate_does_not_multiply",
            "account_amount",
            f"account_currency <> currency_code and abs({_SOLES} - {_DOLLARS} * exchange_rate) > {_CLOSE} * {_SOLES}",
        ),
    ]


def _dated(step: str) -> gxe.Expectation:
    blank = f"{step}_on is null and {step}_on_unreadable is null"
    return where("amount_without_date", f"{step}_on", f"{step}_amount > 0 and {blank}")


def _told(name: str) -> gxe.Expectation:
    """Return that what an account in another currency needs is there together."""
    spoilt = "" if name == "account_currency" else f" and {name}_unreadable is null and {name}_excess is null"
    return where("account_incomplete", name, f"{_ELSEWHERE} and {name} is null{spoilt}")
