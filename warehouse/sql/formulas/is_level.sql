-- Whether a mode states how much there is, so that the latest value counts; of the others what was done adds up.
create or replace macro is_level(mode) as mode in ('Valor al cierre', 'Numerador/denominador');
