"""Connected accounts of Unipile v1 (vendors/unipile.md 4)."""

from fastapi import APIRouter, Request

from adapters.sandbox.clock import stamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import paging, webhooks
from adapters.sandbox.unipile.refusals import Refusal, missing, not_found
from adapters.sandbox.world import plain, short_hash

TYPES = {
    "GOOGLE": "GOOGLE_OAUTH",
    "OUTLOOK": "OUTLOOK",
    "LINKEDIN": "LINKEDIN",
    "MAIL": "MAIL",
    "IMAP": "MAIL",
}
STATUSES = ("OK", "CONNECTING", "CREDENTIALS", "PERMISSIONS", "STOPPED", "ERROR")
BECOME = "account-becomes"
_FEATURES = {"free": [], "premium": ["premium"], "sales_navigator": ["premium", "sales_navigator"]}


def create_account(
    parts: Parts, *, provider: str, address: str, display_name: str, seat: str = "sales_navigator"
) -> Json:
    """CREATION_SUCCESS at once, CONNECTING for some seconds, then OK and SYNC_SUCCESS (5, 8.3)."""
    account_id = parts.new_id("account")
    account: Json = {
        "id": account_id,
        "type": TYPES[provider],
        "created_at": stamp(parts.clock.now()),
        "address": address.strip().lower(),
        "display_name": display_name,
        "name": display_name if provider == "LINKEDIN" else address,
        "status": "CONNECTING",
        "seat": seat,
        "slug": plain(display_name),
        "provider_id": "ACoAA" + short_hash("self", account_id, length=34),
    }
    parts.store.put("account", account_id, account)
    announce(parts, account, "CREATION_SUCCESS")
    announce(parts, account, "CONNECTING")
    parts.schedule.later(
        BECOME, {"account_id": account_id, "status": "OK", "synced": True}, seconds=4
    )
    return account


def announce(parts: Parts, account: Json, message: str) -> None:
    """The wrapped body that no other event has (8.3)."""
    payload = {
        "AccountStatus": {
            "account_id": account["id"],
            "account_type": account["type"],
            "message": message,
        }
    }
    webhooks.emit(parts, account, "account_status", message.lower(), payload)


def become(parts: Parts, body: Json) -> None:
    """A status changes; back on OK the backlog is delivered."""
    account = parts.store.get("account", body["account_id"])
    if account is None:
        return
    account["status"] = body["status"]
    parts.store.put("account", account["id"], account)
    announce(parts, account, body["status"])
    if body["status"] == "OK":
        if body.get("synced"):
            announce(parts, account, "SYNC_SUCCESS")
        webhooks.release_backlog(parts, account)


def reconnect(parts: Parts, account: Json) -> None:
    announce(parts, account, "RECONNECTED")
    become(parts, {"account_id": account["id"], "status": "OK"})


def view(account: Json) -> Json:
    params: Json
    if account["type"] == "LINKEDIN":
        params = {
            "im": {
                "id": account["provider_id"],
                "publicIdentifier": account["slug"],
                "username": account["display_name"],
                "premiumId": None,
                "premiumContractId": None,
                "premiumFeatures": _FEATURES[account["seat"]],
                "connection_method": "credentials",
                "organizations": [],
                "proxy": {"country": "FR"},
            }
        }
        source = "MESSAGING"
    else:
        params = {"mail": {"id": account["address"], "username": account["address"]}}
        source = "MAILS"
    return {
        "object": "Account",
        "type": account["type"],
        "id": account["id"],
        "name": account["name"],
        "created_at": account["created_at"],
        "connection_params": params,
        "signatures": [],
        "groups": [],
        "sources": [{"id": f"{account['id']}_{source}", "status": account["status"]}],
    }


def known_account(parts: Parts, account_id: str | None) -> Json:
    if not account_id:
        raise missing("account_id")
    account = parts.store.get("account", account_id)
    if account is None:
        raise not_found("account")
    return account


def writing_account(parts: Parts, account_id: str | None, *, linkedin: bool) -> Json:
    """Every write of a broken account is 401 disconnected_account (12)."""
    account = known_account(parts, account_id)
    if (account["type"] == "LINKEDIN") is not linkedin:
        raise Refusal(422, "invalid_account", "this account cannot do that")
    if account["status"] not in {"OK", "CONNECTING"}:
        raise Refusal(401, "disconnected_account", "The account appears to be disconnected")
    return account


def routes(parts: Parts) -> APIRouter:
    router = APIRouter()

    @router.get("/accounts")
    async def list_accounts(request: Request) -> Json:
        """4: one key sees every account (2.1)."""
        return paging.page(
            "AccountList",
            parts.store.newest("account"),
            dict(request.query_params),
            filters=(),
            fits=lambda _row, _asked: True,
            view=lambda row, _asked: view(row),
        )

    @router.post("/accounts")
    async def connect_natively() -> Json:
        """4: native connection handles passwords; the sandbox offers the hosted page only."""
        raise Refusal(501, "feature_not_implemented", "use hosted auth")

    @router.get("/accounts/{account_id}")
    async def read_account(account_id: str) -> Json:
        """4"""
        return view(known_account(parts, account_id))

    @router.delete("/accounts/{account_id}")
    async def delete_account(account_id: str) -> Json:
        """4: a hard unlink, the id is lost."""
        account = known_account(parts, account_id)
        announce(parts, account, "DELETED")
        parts.store.delete("account", account_id)
        return {"object": "AccountDeleted"}

    @router.post("/accounts/{account_id}/restart")
    async def restart_account(account_id: str) -> Json:
        """4: for STOPPED and ERROR."""
        account = known_account(parts, account_id)
        if account["status"] in {"STOPPED", "ERROR"}:
            become(parts, {"account_id": account_id, "status": "OK"})
        return {"object": "AccountRestarted"}

    return router
