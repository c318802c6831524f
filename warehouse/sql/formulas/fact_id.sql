-- The identity of a fact, made from where it stands and from nothing else.
create or replace macro fact_id(submission_id, sheet, row_number, column_name) as
    left(sha256(concat_ws('|', submission_id, sheet, row_number, column_name)), 16);
