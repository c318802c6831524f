"""Forty known faults: the sheet, the cell, what is typed there, and the rule it breaks."""

from __future__ import annotations

DRAWN = """
Avance          | N7  | Tal vez                 | not_in_list
Avance          | S7  | tres                    | not_a_number
Avance          | T7  | 1.23456                 | too_many_decimals
Avance          | X7  | Foto                    | not_in_list
Avance          | Z7  | ayer                    | not_a_date
Avance          | AA7 | Otro motivo             | not_in_list
Avance          | B8  | OTRO                    | given_changed
Avance          | O8  | -6                      | below_minimum
Avance          | T8  | -1                      | below_minimum
Avance          | Z8  | 31/02/2025              | impossible_day
Avance          | C9  | Otra acción             | given_changed
Avance          | O9  | =52000+1                | formula_without_value
Avance          | S9  | #N/A                    | cell_error
Avance          | O10 | =135737.5+0.02=135737.52 | formula_used
Avance          | Q10 | 0.123456                | too_many_decimals
Avance          | R10 | Casi                    | unknown_code
Avance          | X10 | Foto                    | not_in_list
Avance          | O11 | 2.5                     | fractional_units
Avance          | V11 | 9                       | subset_over_total
Avance          | W11 | tres                    | not_a_number
Avance          | Z11 | 2025-13-01              | impossible_day
Avance          | I12 | 61                      | given_changed
Avance          | O13 |                         | quantity_missing
Avance          | N14 |                         | required_missing
Avance          | U13 | tres                    | not_a_number
Detalle         | A7  |                         | required_missing
Detalle         | B7  | Chacra                  | not_in_list
Detalle         | E7  | 999999                  | unknown_ubigeo
Detalle         | F7  | mucho                   | not_a_number
Detalle         | L7  | ayer                    | not_a_date
Detalle         | F8  | 2.12345                 | too_many_decimals
Detalle         | G8  | Casi                    | unknown_code
Detalle         | H8  | -1                      | below_minimum
Detalle         | C9  |                         | required_missing
Detalle         | D10 |                         | required_missing
Detalle         | F11 | #VALUE!                 | cell_error
Rectificaciones | C7  | Borrar                  | not_in_list
Rectificaciones | E7  | mucho                   | not_a_number
Rectificaciones | E8  | -3                      | below_minimum
Rectificaciones | F8  |                         | required_missing
"""
FAULTS = [[part.strip() for part in line.split("|")] for line in DRAWN.strip().splitlines()]
TYPED = {(sheet, cell): text for sheet, cell, text, _ in FAULTS}
