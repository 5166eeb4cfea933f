"""What a sandbox is started with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxSettings:
    """`speed` is the factor of the product's accelerated clock: vendor delays are divided by it.

    Without `state_dir` the world lives in memory and is new at every start.
    """

    port: int = 8320
    smtp_port: int = 0
    """Where the mail server listens; 0: nowhere."""
    seed: int = 1
    speed: float = 360.0
    state_dir: Path | None = None
    unipile_key: str = "sandbox-unipile-key"
    fullenrich_key: str = "sandbox-fullenrich-key"
    openai_key: str = "sandbox-openai-key"
    anthropic_key: str = "sandbox-anthropic-key"
    intercom_app_id: str = "leo-sandbox"
    intercom_key: str = "sandbox-intercom-key"
    intercom_messenger_secret: str = "sandbox-intercom-messenger-secret"  # noqa: S105 - public
    intercom_client_secret: str = "sandbox-intercom-client-secret"  # noqa: S105 - public
    stripe_key: str = "sandbox-stripe-key"
    stripe_webhook_secret: str = "whsec_sandbox"  # noqa: S105 - the sandbox's public secret
    # A webhook receiver that restarts needs real seconds, whatever the speed.
    retry_floor_seconds: float = 2.0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"
