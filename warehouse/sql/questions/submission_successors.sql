-- One row per submission whose rows one submission put out of force, or that put its rows out of force.
with ended as (
    select
        o.submission_id as earlier_id,
        n.submission_id as later_id,
        count(*) as rows_replaced
    from row_span as v
    inner join dim_submission as o on v.submission_id = o.submission_id
    inner join dim_submission as n on v.known_to = n.approved_sequence
    where
        $scope_organisations::varchar[] is null
        or (
            list_contains($scope_organisations::varchar[], o.organisation_code)
            and list_contains($scope_organisations::varchar[], n.organisation_code)
        )
    group by o.submission_id, n.submission_id
)

select
    e.rows_replaced,
    e.later_id = $submission_id as is_replaced_by_it,
    d.submission_id,
    d.organisation_code,
    d.period,
    d.version
from ended as e
inner join dim_submission as d
    on d.submission_id = case when e.later_id = $submission_id then e.earlier_id else e.later_id end
where $submission_id in (e.earlier_id, e.later_id)
order by is_replaced_by_it, d.received_sequence
