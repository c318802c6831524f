"""Serve exactly as `jsi serve --port N` does; on SIGUSR1, write down which modules this process holds."""

import os
import signal
import sys
from pathlib import Path


def tell(*_: object) -> None:
    """Write the names in one rename, so that a reader finds all of them or none."""
    told = Path(os.environ["TOLD"])
    partial = told.with_suffix(".partial")
    partial.write_text("\n".join(sys.modules), encoding="utf-8")
    partial.replace(told)


if __name__ == "__main__":  # the worker of the desk imports this file again
    import cli

    signal.signal(signal.SIGUSR1, tell)
    sys.argv = ["jsi", "serve", "--port", sys.argv[1]]
    cli.main()
