-- One row is what one goal reported, corrected or withdrew for one period, whether approved yet or not.
-- Renewed by goal_id: what is said of a goal is compared with what was said of it before.
with said as (
    select
        s.submission_id,
        s.sheet,
        s.row_number,
        'quantity' as column_name,
        s.goal_id,
        d.period,
        'reportar' as entry,
        s.situation,
        s.quantity,
        s.numerator,
        s.denominator,
        s.women,
        s.men,
        s.sex_unknown,
        s.indigenous,
        s.youth,
        s.shortfall_reason as reason
    from stg_physical_progress as s
    inner join dim_submission as d on s.submission_id = d.submission_id
    union all
    select
        submission_id,
        sheet,
        row_number,
        'corrected_value' as column_name,
        goal_id,
        corrected_period as period,
        action as entry,
        null as situation,
        case action when 'informar' then corrected_value end as quantity,
        null as numerator,
        null as denominator,
        -- of what is corrected nobody says whose it is
        null as women,
        null as men,
        null as sex_unknown,
        null as indigenous,
        null as youth,
        reason
    from stg_physical_correction
),

spans as (
    select
        s.*,
        v.known_from,
        v.known_to,
        d.approved_at as known_at,
        d.received_sequence,
        d.organisation_code,
        d.period as sent_for_period
    from said as s
    inner join dim_submission as d on s.submission_id = d.submission_id
    left join row_span as v on s.submission_id = v.submission_id and s.sheet = v.sheet and s.row_number = v.row_number
)

select
    fact_id(s.submission_id, s.sheet, s.row_number, s.column_name) as fact_id,
    s.*,
    -- an earlier period nobody had reported: late, and of the period it is about
    s.entry = 'informar' and not exists (
        select 1
        from spans as e
        where
            e.goal_id = s.goal_id
            and e.period = s.period
            and e.known_from < coalesce(s.known_from, 9223372036854775807)
    ) as is_regularization
from spans as s
