"""One example, in a room of its own; workers find it here by its name."""

from __future__ import annotations

import shutil
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from random import Random


def example(base: Path, name: str, seed: str, keep: bool = False) -> str | None:
    """Run one example in a room of its own; return what went wrong, if anything."""
    kind, _, rest = name.partition("/")
    room = Path(tempfile.mkdtemp(prefix="one-", dir=base))
    try:
        import_module(f"soak.{kind}").run(base / kind, rest, room, Random(f"{seed}/{name}"))
    except Exception:  # whatever it is, it is what this run is for
        return traceback.format_exc()
    finally:
        if not keep:
            shutil.rmtree(room)
    return None
