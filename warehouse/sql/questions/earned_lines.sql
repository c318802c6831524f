-- One row is a line with a physical goal that counts in a figure of earned value: its values and what they are of.
-- Public, whoever asks: the programme's own figures.
select
    e.code as line_code,
    h.action_code,
    h.line_name,
    e.budget,
    p.planned_share,
    g.phase_progress,
    e.planned_value,
    e.earned_value,
    e.actual_cost,
    e.spi,
    e.cpi
from earned_value as e
inner join line_level as l
    on e.phase_code = l.phase_code and left(e.cutoff, 4) = l.poa_year and e.code = l.line_code
inner join line_held as h on l.phase_code = h.phase_code and l.poa_year = h.poa_year and l.line_code = h.line_code
left join line_planned as p
    on e.phase_code = p.phase_code and e.code = p.line_code and e.cutoff = p.cutoff and e.basis = p.basis
left join line_progress as g
    on e.phase_code = g.phase_code and e.code = g.line_code and e.cutoff = g.cutoff and e.basis = g.basis
where
    e.level = 'line'
    and e.phase_code = $phase
    and e.cutoff = $cutoff
    and e.basis = $basis
    and l.level = $level
    and l.code = $code
order by e.code
