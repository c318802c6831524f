-- The identity of an expense, whatever file tells it: who booked it, when, and what its voucher and its line are.
create or replace macro expense_id(
    organisation, period, voucher_type, voucher_number, supplier, movement, line, category, fund
) as
    left(
        sha256(
            concat_ws(
                '|', organisation, period, voucher_type, voucher_number, supplier, movement, line, category, fund
            )
        ),
        12
    );
