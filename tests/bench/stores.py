"""A local store for one measurement."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.bootstrap import stores


@contextmanager
def opened_store() -> Iterator[str]:
    """The address of an empty store, which goes with the measurement."""
    with tempfile.TemporaryDirectory() as folder:
        port = stores.free_port()
        command = stores.mongodb_command(Path(folder) / "data", port)
        process = stores.start(command, Path(folder) / "log")
        try:
            while not stores.answers(port):
                time.sleep(0.05)
            yield f"mongodb://127.0.0.1:{port}/?directConnection=true"
        finally:
            process.terminate()
            process.wait(20)
