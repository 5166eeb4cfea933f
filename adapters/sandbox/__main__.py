"""`python -m adapters.sandbox --port N --state-dir DIR --seed S --speed X`"""

import argparse
from pathlib import Path

import uvicorn

from adapters.sandbox.app import create_sandbox
from adapters.sandbox.settings import SandboxSettings


def main() -> None:
    parser = argparse.ArgumentParser(description="The vendor simulators, on 127.0.0.1")
    parser.add_argument("--port", type=int, default=8320)
    parser.add_argument("--smtp-port", type=int, default=0)
    parser.add_argument("--state-dir", type=Path, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", type=float, default=360.0)
    asked = parser.parse_args()
    settings = SandboxSettings(
        port=asked.port,
        smtp_port=asked.smtp_port,
        state_dir=asked.state_dir,
        seed=asked.seed,
        speed=asked.speed,
    )
    uvicorn.run(
        create_sandbox(settings),
        host="127.0.0.1",
        port=asked.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
