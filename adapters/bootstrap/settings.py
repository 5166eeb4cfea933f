"""Settings: read once, frozen, passed on as values."""

from functools import cached_property
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Mode = Literal["sandbox", "live"]

_LIVE_FIELDS = (
    "mongodb_uri",
    "redis_url",
    "master_key",
    "public_url",
    "unipile_url",
    "unipile_key",
    "unipile_webhook_secret",
    "fullenrich_key",
    "stripe_key",
    "stripe_webhook_secret",
    "openai_key",
    "anthropic_key",
    "smtp_url",
    "mail_from",
    "publisher_name",
    "publisher_form",
    "publisher_capital",
    "publisher_register",
    "publisher_address",
    "privacy_contact",
    "data_region",
)


class Settings(BaseSettings):
    """`MODE=sandbox` needs nothing; `MODE=live` refuses to start until every field is there."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    mode: Mode = "sandbox"
    mongodb_uri: str = ""
    mongodb_database: str = "leo"
    redis_url: str = ""
    master_key: SecretStr = SecretStr("")
    public_url: str = ""
    business_clock: str = ""
    log_json: bool = False
    metrics_token: SecretStr = SecretStr("")
    """What Prometheus sends as a bearer token; without one, /metrics does not exist."""
    backup_folder: str = ".data/backups"
    """Where `leo backup` writes; a disk or bucket that is not the database's."""
    frontend_dist: str = "frontend/dist"

    unipile_url: str = ""
    unipile_key: SecretStr = SecretStr("")
    unipile_webhook_secret: SecretStr = SecretStr("")
    settle_speed: float = 1.0
    """Divides how long a send whose answer was lost waits for evidence; a sandbox vendor hides
    nothing for half an hour.
    """
    rate_limits: float = 1.0
    """Multiplies how often one may ask: the browser walk and the benchmark ask more than people."""
    fullenrich_url: str = "https://app.fullenrich.com/api/v2"
    fullenrich_key: SecretStr = SecretStr("")
    fullenrich_previous_key: SecretStr = SecretStr("")
    stripe_url: str = "https://api.stripe.com"
    stripe_key: SecretStr = SecretStr("")
    stripe_webhook_secret: SecretStr = SecretStr("")
    stripe_previous_webhook_secret: SecretStr = SecretStr("")
    stripe_portal: str = ""
    """The portal configuration that `leo stripe-setup` made; without one, the account's default."""
    stripe_tax: bool = True
    openai_url: str = "https://eu.api.openai.com/v1"
    openai_key: SecretStr = SecretStr("")
    openai_model: str = "gpt-6-luna"
    openai_region: Literal["eu", "global"] = "eu"
    """Where inference happens, for workspaces that keep their texts in the EU."""
    anthropic_url: str = "https://api.anthropic.com"
    anthropic_key: SecretStr = SecretStr("")
    anthropic_model: str = "claude-haiku-5-5"
    anthropic_region: Literal["eu", "global"] = "global"

    intercom_app_id: str = ""
    """The support chat; without one there is none, and the e-mail address is shown (INT-7)."""
    intercom_url: str = "https://api.eu.intercom.io"
    intercom_region: Literal["us", "eu", "ap"] = "eu"
    intercom_widget_url: str = "https://widget.intercom.io/widget"
    intercom_key: SecretStr = SecretStr("")
    intercom_messenger_secret: SecretStr = SecretStr("")
    intercom_client_secret: SecretStr = SecretStr("")
    support_address: str = ""
    """Where support answers by e-mail; without one, MAIL_FROM."""

    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""
    mailbox_url: str = ""
    """Where the sandbox shows the service mails."""
    webhook_sink: str = ""
    """Where the sandbox takes webhooks: the only place they go to outside `MODE=live`."""
    second_factor_exempt: str = ""
    """Addresses of public sandbox logins, separated by commas: no second factor is asked."""

    publisher_name: str = ""
    publisher_form: str = ""
    publisher_capital: str = ""
    publisher_register: str = ""
    publisher_address: str = ""
    privacy_contact: str = ""
    data_region: str = ""

    @model_validator(mode="after")
    def _complete_when_live(self) -> Self:
        if self.mode == "live":
            missing = [name.upper() for name in _LIVE_FIELDS if not self._text(name)]
            if missing:
                message = f"MODE=live needs these settings: {', '.join(missing)}"
                raise ValueError(message)
            if self.business_clock:
                message = "BUSINESS_CLOCK belongs to the sandbox; MODE=live runs on real time"
                raise ValueError(message)
            chat = ("intercom_key", "intercom_messenger_secret", "intercom_client_secret")
            missing = [name.upper() for name in chat if not self._text(name)]
            if self.intercom_app_id and missing:
                message = f"INTERCOM_APP_ID needs these settings as well: {', '.join(missing)}"
                raise ValueError(message)
            host = urlsplit(self.openai_url).hostname or ""
            if self.openai_region == "eu" and not host.startswith("eu."):
                message = "OPENAI_REGION=eu needs the EU address (vendors/llm.md 1.1)"
                raise ValueError(message)
            if self.anthropic_region == "eu" and "anthropic.com" in self.anthropic_url:
                message = "ANTHROPIC_REGION=eu: Anthropic's own API has no EU region"
                raise ValueError(message)
            if self.mailbox_url or self.second_factor_exempt or self.webhook_sink:
                message = "MAILBOX_URL, SECOND_FACTOR_EXEMPT, WEBHOOK_SINK belong to the sandbox"
                raise ValueError(message)
            if self.settle_speed != 1.0 or self.rate_limits != 1.0:
                message = "SETTLE_SPEED and RATE_LIMITS belong to the sandbox"
                raise ValueError(message)
        return self

    def _text(self, name: str) -> str:
        value = getattr(self, name)
        return value.get_secret_value() if isinstance(value, SecretStr) else str(value)

    @cached_property
    def master_key_bytes(self) -> bytes:
        """32 bytes or more, from which every other key is derived."""
        key = bytes.fromhex(self.master_key.get_secret_value())
        if len(key) < 32:
            message = "MASTER_KEY must be at least 64 hexadecimal digits"
            raise ValueError(message)
        return key
