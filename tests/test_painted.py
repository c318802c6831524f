"""The painted workbook: forty known faults, each painted, commented and linked, and nothing else changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import copy
from painting import PARTS, filled, looks, opened, parts, saved_again, typed_into, written
from seeded import FAULTS, TYPED

from expectations.rule import rules
from reports.styles import PAINT
from warehouse.folder import Folder

TOUCHED = {*PARTS.values(), "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
ADDED = {f"xl/{name}" for n in (1, 2, 3) for name in (
    f"comments{n}.xml", f"drawings/vmlDrawing{n}.vml", f"worksheets/_rels/sheet{n}.xml.rels")}  # fmt: skip
ADDED |= {"xl/worksheets/sheet7.xml"}
FOCAL = "punto.ucayali"
Files = dict[str, Any]


@pytest.fixture(scope="module")
def files(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The workbook without a fault, with forty, and painted by the command."""
    from click.testing import CliRunner

    import cli

    folder = tmp_path_factory.mktemp("painted")
    copy(loaded, folder / "data")
    clean = filled(Folder(folder / "data"))
    seeded = typed_into(clean, TYPED)
    (folder / "avance.xlsx").write_bytes(seeded)
    words = ["check", str(folder / "avance.xlsx"), "--painted", str(folder / "out"), "--json"]
    result = CliRunner().invoke(cli.jsi, words, env={"JSI_DATA": str(folder / "data")})
    assert result.exit_code == 1, result.output
    made = folder / "out" / "avance_observado.xlsx"
    assert str(made) in result.output
    found = [f for f in json.loads(result.stdout.splitlines()[0])["findings"] if f["cell"]]
    return {"clean": clean, "seeded": seeded, "painted": made.read_bytes(), "found": found}


def worst(found: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Return the gravest severity found in each cell."""
    by_gravity = sorted(found, key=lambda f: list(PAINT).index(f["severity"]), reverse=True)
    return {(f["sheet"], f["cell"]): f["severity"] for f in by_gravity}


@pytest.fixture
def full(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration itself, for commands that write nothing into it."""
    monkeypatch.setenv("JSI_DATA", str(loaded))


def noted(content: bytes) -> dict[tuple[str, str], str]:
    with opened(content) as book:
        cells = [cell for sheet in book for cell in written(sheet) if cell.comment]
        return {(cell.parent.title, cell.coordinate): cell.comment.text for cell in cells}


def colours(content: bytes) -> dict[tuple[str, str], str]:
    """Return the cells that have one of our colours."""
    return {place: look[2] for place, look in looks(content).items() if look[2] in PAINT.values()}


def test_forty_faults_of_many_rules_on_three_sheets_are_drawn() -> None:
    assert len(FAULTS) == len(TYPED) == 40
    assert len({rule for *_, rule in FAULTS}) >= 14
    assert {rules()[rule].severity for *_, rule in FAULTS} == set(PAINT)


def test_each_fault_is_found_where_it_was_seeded(files: Files) -> None:
    """One fault may break another rule too: a unit without its goal leaves that goal one unit short."""
    found = {(f["sheet"], f["cell"], f["rule"]) for f in files["found"]}
    assert {(sheet, cell, rule) for sheet, cell, _, rule in FAULTS} <= found
    assert len(worst(files["found"]).keys() - TYPED.keys()) < 5


def test_each_fault_is_painted_by_its_severity_and_nothing_else_is(files: Files) -> None:
    expected = {place: PAINT[severity] for place, severity in worst(files["found"]).items()}
    assert colours(files["painted"]) == expected
    before, after = looks(files["seeded"]), looks(files["painted"])
    assert before.keys() == after.keys()
    for place, look in before.items():
        kept = slice(4, None) if place in expected else slice(None)
        assert after[place][:2] == look[:2], place
        assert after[place][kept] == look[kept], place


def test_every_other_byte_is_as_it_was(files: Files) -> None:
    before, after = parts(files["seeded"]), parts(files["painted"])
    assert after.keys() - before.keys() == ADDED
    assert list(after)[: len(before)] == list(before)
    assert {name for name in before if before[name] != after[name]} == TOUCHED
    for sheet, path in PARTS.items():
        painted = re.sub(rb'<legacyDrawing [^>]*r:id="\w+"/>', b"", after[path])
        for cell in (cell for name, cell in worst(files["found"]) if name == sheet):
            style = re.search(rb'<c r="%s" s="(\d+)"' % cell.encode(), before[path])
            assert style
            painted = re.sub(rb'<c r="%s" s="\d+"' % cell.encode(), style[0], painted)
        assert painted == before[path]
    assert after["xl/styles.xml"].startswith(before["xl/styles.xml"].split(b"<fonts")[0])


def test_protection_lists_names_and_frozen_panes_are_there(files: Files) -> None:
    with opened(files["seeded"]) as before, opened(files["painted"]) as after:
        assert after.sheetnames == [*before.sheetnames, "Observaciones"]
        assert {n: d.attr_text for n, d in after.defined_names.items()} == {
            n: d.attr_text for n, d in before.defined_names.items()
        }
        for old in before:
            new = after[old.title]
            assert (new.sheet_state, new.freeze_panes) == (old.sheet_state, old.freeze_panes)
            assert new.protection.__dict__ == old.protection.__dict__
            rules = [
                [str(r.sqref) + r.type + str(r.formula1) for r in s.data_validations.dataValidation] for s in (old, new)
            ]
            assert rules[0] == rules[1]
            assert new.print_title_rows == old.print_title_rows


def test_each_fault_has_a_comment_and_a_line_that_leads_to_it(files: Files) -> None:
    said, found = noted(files["painted"]), files["found"]
    assert said.keys() == worst(found).keys()
    last = 4 + len(found)
    with opened(files["painted"]) as book:
        sheet = book["Observaciones"]
        lines = list(sheet.iter_rows(min_row=5, max_row=last))
        totals = [row[1].value for row in sheet.iter_rows(min_row=last + 3, max_row=last + 6)]
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")
    for number, (line, one) in enumerate(zip(lines, found, strict=True), 1):
        told = [str(number), "", rules()[one["rule"]].text["es"]["name"], one["sheet"], one["cell"]]
        told += [one["found"] or "(vacía)", one["expected"] or "—", one["message"]]
        assert [cell.value for cell in (line[0], *line[2:8])] == [told[0], *told[2:]]
        assert line[4].hyperlink.location == f"'{one['sheet']}'!{one['cell']}"
        assert one["message"] in said[one["sheet"], one["cell"]]
        assert all(cell.data_type != "f" for cell in line)
    severities = [one["severity"] for one in found]
    assert totals == [*(str(severities.count(severity)) for severity in PAINT), str(len(found))]


def _mended(files: Files, kind: str) -> bytes:
    """Return the painted copy with each fault mended: only its bytes, or by a program that writes everything anew."""
    if kind == "saved by another program":

        def mend(book: Any) -> None:
            with opened(files["clean"]) as clean:
                for sheet, cell in TYPED:
                    book[sheet][cell].value = clean[sheet][cell].value

        return saved_again(files["painted"], mend)
    return typed_into(files["painted"], {place: str(value) for place, value in _clean(files).items()})


def _clean(files: Files) -> dict[tuple[str, str], Any]:
    with opened(files["clean"]) as clean:
        values = {(sheet, cell): clean[sheet][cell].value for sheet, cell in TYPED}
    return {place: f"{v:%Y-%m-%d}" if hasattr(v, "year") else "" if v is None else v for place, v in values.items()}


@pytest.mark.parametrize("kind", ["only the cells", "saved by another program"])
def test_a_painted_copy_mended_and_sent_back_is_an_ordinary_submission(
    demonstration: Folder, files: Files, answer: Callable[..., tuple[int, dict[str, Any]]], tmp_path: Path, kind: str
) -> None:
    path, out = tmp_path / "avance_observado.xlsx", tmp_path / "out"
    path.write_bytes(_mended(files, kind))
    code, taken = answer("receive", path, "--as", FOCAL, "--painted", out)
    assert (code, taken["outcome"], taken["findings"]) == (0, "accepted", [])
    assert (taken["accepted"], taken["quarantined"]) == (40, 0)
    assert not out.exists(), "nothing to mend, nothing written"


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("kind", ["as it left", "saved by another program", "without its list"])
def test_a_copy_painted_again_shows_only_what_is_left_to_mend(
    files: Files, jsi: Callable[..., Any], tmp_path: Path, kind: str
) -> None:
    left = [("Avance", "N7"), ("Detalle", "L7")]
    mended = {place: str(value) for place, value in _clean(files).items() if place not in left}
    content = typed_into(files["painted"], mended)
    if kind != "as it left":
        content = saved_again(content, lambda book: book.remove(book["Observaciones"]) if "list" in kind else None)
    (tmp_path / "avance_observado.xlsx").write_bytes(content)
    assert jsi("check", tmp_path / "avance_observado.xlsx", "--painted", tmp_path).exit_code == 1
    again = (tmp_path / "avance_observado (2).xlsx").read_bytes()
    taken_along = ("Avance", "A7")  # the units of that goal are withheld with its row, which is told once
    assert colours(again) == dict.fromkeys(left, PAINT["error"]) | {taken_along: PAINT["note"]}
    assert noted(again).keys() == {*left, taken_along}
    clean, after = looks(files["clean"]), looks(again)
    for sheet, cell in mended.keys() - set(left):
        assert after[sheet, cell][2:] == clean[sheet, cell][2:], (sheet, cell)
    with opened(again) as book:
        assert [name for name in book.sheetnames if name.startswith("Observaciones")] == ["Observaciones"]
        assert book["Observaciones"].max_row == 4 + len(left) + 1 + 1 + 5


@pytest.mark.usefixtures("full")
def test_a_file_of_which_no_row_is_taken_comes_back_painted_too(
    files: Files, jsi: Callable[..., Any], tmp_path: Path
) -> None:
    measures = {"Avance": ("O", 14), "Detalle": ("F", 36), "Rectificaciones": ("E", 8)}
    cells = [(sheet, f"{letter}{row}") for sheet, (letter, last) in measures.items() for row in range(7, last + 1)]
    wrong = dict.fromkeys(cells, "mucho")
    (tmp_path / "avance.xlsx").write_bytes(typed_into(files["clean"], wrong))
    result = jsi("--lang", "en", "check", tmp_path / "avance.xlsx", "--painted", tmp_path)
    assert result.exit_code == 2
    painted = (tmp_path / "avance_observado.xlsx").read_bytes()
    assert colours(painted).keys() >= wrong.keys()
    with opened(painted) as book:
        assert book["Observaciones"]["H4"].value == "What to do"


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("perdida.csv", b"ubigeo,year,ha,vintage,source\n25,2001,7.5,2023,MINAM\n25,2002,=1+1,2023,MINAM\n", "=1+1"),
        ("otra.csv", b"uno,dos\n1,2\n", None),
        ("rota.xlsx", b"PK\x03\x04 no", None),
        ("vacia.xlsx", b"", None),
    ],
)
def test_any_other_file_gets_a_workbook_of_its_findings(
    jsi: Callable[..., Any], tmp_path: Path, name: str, content: bytes, found: str | None
) -> None:
    (tmp_path / name).write_bytes(content)
    result = jsi("check", tmp_path / name, "--painted", tmp_path / "out", "--json")
    assert "Traceback" not in result.output
    (made,) = (tmp_path / "out").iterdir()
    assert made.name == f"{name.partition('.')[0]}_observaciones.xlsx"
    with opened(made.read_bytes()) as book:
        assert book.sheetnames == ["Observaciones"]
        line = [cell.value for cell in book["Observaciones"][5]]
        assert line[0] == "1"
        assert line[7]
        assert found is None or found in line
        assert book["Observaciones"]["F5"].data_type != "f"
