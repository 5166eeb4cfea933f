"""The one client of the mail and LinkedIn provider, and our address there."""

from contextlib import AsyncExitStack

from adapters.bootstrap.ports.shared import SharedPorts, derived_key
from adapters.bootstrap.settings import Settings
from adapters.unipile.client import UnipileClient
from adapters.unipile.webhooks import UnipileWebhooks


def unipile_path_token(settings: Settings) -> str:
    """The part of our webhook's address that nobody guesses (vendors/unipile.md 8.2)."""
    return derived_key(settings, "unipile webhook path").hex()[:48]


def open_unipile(settings: Settings, shared: SharedPorts, stack: AsyncExitStack) -> UnipileClient:
    client = UnipileClient(
        settings.unipile_url,
        settings.unipile_key.get_secret_value(),
        wall=shared.wall,
        is_live=settings.mode == "live",
    )
    stack.push_async_callback(client.close)
    return client


def unipile_webhooks(settings: Settings, client: UnipileClient) -> UnipileWebhooks:
    """Our address at the vendor, and the secret that comes back with every delivery."""
    return UnipileWebhooks(
        client,
        f"{settings.public_url}/webhooks/unipile/{unipile_path_token(settings)}",
        settings.unipile_webhook_secret.get_secret_value(),
    )
