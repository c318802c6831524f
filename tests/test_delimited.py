"""Reading CSV: what the sender sees, as exact text, at the line where they see it."""

from pathlib import Path

import pytest

from etl.delimited import read_csv
from etl.hostile import Refused, guard

FOREST = Path(__file__).parent.parent.parent / "shared" / "inputs" / "forest"
DISTRICTS = FOREST / "Bosque_y_perdida_de_bosques_por_Distrito_al_2024_curated.csv"


@pytest.mark.parametrize(
    "content",
    ["año;ha\n2024;1,5\n".encode(), "\ufeffaño;ha\n2024;1,5\n".encode(), "año;ha\n2024;1,5\n".encode("utf-16"),
     "año;ha\n2024;1,5\n".encode("cp1252"), "año\tha\r\n2024\t1,5\r\n".encode(), 'año,ha\r2024,"1,5"\r'.encode(),
     '"año";"ha"\n2024;1,5'.encode()],
)  # fmt: skip
def test_a_csv_is_read_in_any_usual_spelling(content: bytes) -> None:
    grid = read_csv(content)
    assert (grid.name, grid.errors, grid.formulas, grid.merged, grid.is_hidden) == ("csv", {}, {}, (), False)
    assert grid.rows == [(1, {"A": "año", "B": "ha"}), (2, {"A": "2024", "B": "1,5"})]


def test_a_record_is_at_the_line_where_it_starts() -> None:
    grid = read_csv(b'\n"a;x";b\n"dos\nlineas";2\n\n;;\n3;4\n')
    assert grid.rows == [(2, {"A": "a;x", "B": "b"}), (3, {"A": "dos\nlineas", "B": "2"}), (7, {"A": "3", "B": "4"})]


def test_errors_of_a_spanish_excel_are_flagged_in_a_csv() -> None:
    assert read_csv("a,b\n1,#¡DIV/0!\n".encode()).errors == {(2, "B"): "#¡DIV/0!"}


@pytest.mark.parametrize("content", [b'a,b\n1,"cortado\n3,4\n', b'a,b\n1,"cortado'])
def test_quotes_that_never_close_are_refused_with_their_line(content: bytes) -> None:
    with pytest.raises(Refused, match="truncated_file") as refused:
        read_csv(content)
    assert "2" in refused.value.found


def test_a_csv_past_the_limits_is_refused() -> None:
    for content in (b"a\n" * 200_001, b"a," * 300 + b"b\n"):
        with pytest.raises(Refused, match="too_large"):
            read_csv(content)


@pytest.mark.skipif(not DISTRICTS.exists(), reason=f"NOT CHECKED: the district file is not at {DISTRICTS}")
def test_the_file_of_minam_is_read_whole() -> None:
    content = DISTRICTS.read_bytes()
    assert guard(DISTRICTS.name, content) == "csv"
    grid = read_csv(content)
    assert len(grid.rows[0][1]) == 30
    assert len(grid.rows[1:]) == 411
