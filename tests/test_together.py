"""Two receive and publish while two read: no failure, no half state, each file exactly once."""

from __future__ import annotations

from pathlib import Path
from random import Random

import small
import together

from warehouse.folder import Folder

OWN, COMMON = 1, 1


def test_two_who_send_and_two_who_read_do_not_disturb_each_other(tmp_path: Path) -> None:
    base = Folder(tmp_path / "planned")
    small.begin(base, small.plan(Random(1)))
    together.live(base, tmp_path, OWN, COMMON)
