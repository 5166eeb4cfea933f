"""People, invitations and relations of Unipile v1 (vendors/unipile.md 4, 6.4, 6.6, 6.7)."""

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from adapters.sandbox.clock import stamp, unstamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import accounts, network, paging
from adapters.sandbox.unipile.refusals import Refusal, missing, not_found
from adapters.sandbox.unipile.webhooks import read_json
from adapters.sandbox.world import Person

_DEGREES = {"connected": "FIRST_DEGREE"}
_BURNT_DAYS = 21
_PAID_DAY, _PAID_WEEK, _FREE_WEEK, _FREE_NOTES_A_MONTH = 100, 200, 150, 5
_STEPS = (50, 75, 90, 95)


def routes(parts: Parts) -> APIRouter:  # noqa: C901 - one function per route
    router = APIRouter()

    @router.get("/users/me")
    async def read_owner(account_id: str | None = None) -> Json:
        """4: which products the seat has."""
        return _owner(accounts.known_account(parts, account_id))

    @router.get("/users/relations")
    async def list_relations(request: Request) -> Json:
        """6.7: newest first; there is no provider_id."""
        account = _linkedin_reader(parts, _account_id(request))
        relations = [
            {**row, "id": row["person_key"]}
            for row in parts.store.newest("bond", account["id"])
            if row["state"] == "connected"
        ]
        relations.sort(key=lambda row: row["connected_at"], reverse=True)
        return paging.page(
            "UserRelationsList",
            relations,
            dict(request.query_params),
            filters=("account_id", "filter"),
            fits=lambda row, asked: _named(parts, row, asked.get("filter", "")),
            view=lambda row, _asked: _relation(parts, account, row),
            most=1000,
        )

    @router.post("/users/invite")
    async def send_invitation(request: Request) -> JSONResponse:
        """6.6"""
        body = await read_json(request)
        if not body.get("provider_id"):
            raise missing("provider_id")
        account = accounts.writing_account(parts, body.get("account_id"), linkedin=True)
        note = str(body.get("message") or "")
        if len(note) > (200 if account["seat"] == "free" else 300):
            raise Refusal(400, "too_many_characters", "message is too long")
        person = _invitable(parts, account, str(body["provider_id"]))
        used_before, used_after = _within_limits(parts, account, noted=bool(note))
        row = network.invite(parts, account, person, note)
        answer: Json = {"object": "UserInvitationSent", "invitation_id": row["invitation_id"]}
        crossed = [step for step in _STEPS if used_before < step <= used_after]
        if crossed:
            answer["usage"] = crossed[-1]
        status = int(parts.dials.reading("unipile.created_status"))
        return JSONResponse(answer, status)

    @router.get("/users/invite/sent")
    async def list_sent(request: Request) -> Json:
        """6.6: only what is pending; accepted and refused both just disappear."""
        account = _linkedin_reader(parts, _account_id(request))
        return paging.page(
            "InvitationList",
            [
                {**row, "id": row["person_key"]}
                for row in parts.store.newest("bond", account["id"])
                if row["state"] == "pending"
            ],
            dict(request.query_params),
            filters=("account_id",),
            fits=lambda _row, _asked: True,
            view=lambda row, _asked: _invitation(parts, account, row),
            default=10,
        )

    @router.get("/users/invite/received")
    async def list_received(account_id: str | None = None) -> Json:
        """6.6: nobody in this world invites first."""
        _linkedin_reader(parts, account_id)
        return {"object": "InvitationList", "items": [], "cursor": None}

    @router.delete("/users/invite/sent/{invitation_id}")
    async def cancel_invitation(invitation_id: str, account_id: str | None = None) -> Json:
        """6.6: burns the person for three weeks."""
        account = accounts.writing_account(parts, account_id, linkedin=True)
        for row in parts.store.newest("bond", account["id"]):
            if row["state"] == "pending" and _listed_id(parts, row) == invitation_id:
                row |= {"state": "withdrawn", "burnt_at": stamp(parts.clock.now())}
                network.save_bond(parts, row)
                return {"object": "InvitationCanceled"}
        raise not_found("invitation")

    @router.get("/users/{identifier}")
    async def read_profile(
        identifier: str, account_id: str | None = None, linkedin_api: str = "classic"
    ) -> Json:
        """6.4: by slug or by an id of this viewer."""
        account = _linkedin_reader(parts, account_id)
        person, _ = network.find_person(parts, account, identifier)
        if person is None:
            raise Refusal(404, "resource_not_found", "user not found")
        product = "sales_navigator" if linkedin_api == "sales_navigator" else "classic"
        if product == "sales_navigator" and account["seat"] != "sales_navigator":
            raise Refusal(403, "feature_not_subscribed", "no Sales Navigator seat")
        return _profile(parts, account, person, product)

    return router


def _account_id(request: Request) -> str | None:
    query = request.query_params
    if "cursor" in query:
        return str(paging.decode_cursor(query["cursor"]).get("account_id"))
    return query.get("account_id")


def _linkedin_reader(parts: Parts, account_id: str | None) -> Json:
    account = accounts.known_account(parts, account_id)
    if account["type"] != "LINKEDIN":
        raise Refusal(422, "invalid_account", "this account is not a LinkedIn account")
    return account


def _invitable(parts: Parts, account: Json, identifier: str) -> Person:
    if identifier == account["provider_id"]:
        raise Refusal(422, "cannot_invite_attendee", "this is you")
    person, kind = network.find_person(parts, account, identifier)
    if person is None or kind != "classic":
        wrong = parts.dials.reading("unipile.wrong_id")
        raise Refusal(404 if wrong == "invalid_resource_identifier" else 422, wrong)
    row = network.bond(parts, account["id"], person.key)
    if row["state"] == "connected":
        raise Refusal(422, "already_connected")
    burnt = row.get("burnt_at")
    is_burnt = burnt and parts.clock.now() - unstamp(burnt) < parts.days(_BURNT_DAYS)
    if row["state"] == "pending" or is_burnt:
        raise Refusal(422, "already_invited_recently")
    return person


def _within_limits(parts: Parts, account: Json, *, noted: bool) -> tuple[float, float]:
    """Per account, in vendor days (section 3). Percent of the weekly limit before and after."""
    free = account["seat"] == "free"
    week = network.invitations_since(parts, account["id"], parts.days(5), noted=False)
    day = network.invitations_since(parts, account["id"], parts.days(1), noted=False)
    notes = network.invitations_since(parts, account["id"], parts.days(21), noted=True)
    weekly = _FREE_WEEK if free else _PAID_WEEK
    if week >= weekly or (free and noted and notes >= _FREE_NOTES_A_MONTH):
        raise Refusal(422, "cannot_resend_yet", "temporary provider limit")
    if not free and day >= _PAID_DAY:
        raise Refusal(422, "limit_exceeded", "daily provider limit")
    return 100 * week / weekly, 100 * (week + 1) / weekly


def _listed_id(parts: Parts, row: Json) -> str:
    same = parts.dials.reading("unipile.invitation_ids") == "same"
    return str(row["invitation_id"]) if same else f"urn:li:invitation:{row['invitation_id']}"


def _owner(account: Json) -> Json:
    if account["type"] != "LINKEDIN":
        return {
            "object": "AccountOwnerProfile",
            "provider": account["type"],
            "email": account["address"],
            "display_name": account["display_name"],
            "aliases": [],
        }
    first, _, last = account["display_name"].partition(" ")
    has_seat = account["seat"] == "sales_navigator"
    return {
        "object": "AccountOwnerProfile",
        "provider": "LINKEDIN",
        "provider_id": account["provider_id"],
        "entity_urn": f"urn:li:fsd_profile:{account['provider_id']}",
        "object_urn": "urn:li:member:60000001",
        "first_name": first,
        "last_name": last,
        "profile_picture_url": None,
        "public_profile_url": network.profile_url(account["slug"]),
        "public_identifier": account["slug"],
        "headline": "",
        "location": "France",
        "email": account["address"],
        "premium": account["seat"] != "free",
        "open_profile": False,
        "organizations": [],
        "recruiter": None,
        "sales_navigator": {"owner_seat_id": "1", "contract_id": "1"} if has_seat else None,
    }


def _profile(parts: Parts, account: Json, person: Person, product: str) -> Json:
    row = network.bond(parts, account["id"], person.key)
    connected = row["state"] == "connected"
    started = parts.clock.now().year - person.years_in_role
    profile: Json = {
        "object": "UserProfile",
        "provider": "LINKEDIN",
        "provider_id": network.provider_id(parts, account, person, product),
        "public_identifier": person.slug,
        "member_urn": f"urn:li:member:{person.member_number}",
        "first_name": person.first_name,
        "last_name": person.last_name,
        "headline": person.headline,
        "summary": person.summary,
        "location": person.location,
        "websites": [],
        "primary_locale": {"country": person.company.country, "language": person.language},
        "profile_picture_url": None,
        "can_send_inmail": True,
        "is_open_profile": False,
        "is_premium": person.is_premium,
        "is_relationship": connected,
        "is_self": False,
        "network_distance": _DEGREES.get(row["state"], "SECOND_DEGREE"),
        "public_profile_url": network.profile_url(person.slug),
        "work_experience": [
            {
                "position": person.title,
                "company": person.company.name,
                "company_id": person.company.linkedin_id,
                "location": person.company.city,
                "current": True,
                "start": f"2/1/{started}",
                "end": None,
            }
        ],
        "follower_count": 300 + person.member_number % 900,
        "connections_count": 200 + person.member_number % 300,
        "shared_connections_count": person.member_number % 7,
    }
    if connected:
        profile["connected_at"] = row["connected_at"]
        profile["contact_info"] = {"emails": [person.email]}
    if row["state"] == "pending":
        profile["invitation"] = {"type": "SENT", "status": "PENDING"}
    elif row["state"] in {"ignored", "withdrawn"}:
        profile["invitation"] = {"type": "SENT", "status": row["state"].upper()}
    return profile


def _named(parts: Parts, row: Json, wanted: str) -> bool:
    return wanted.lower() in parts.world.by_key(row["person_key"]).full_name.lower()


def _relation(parts: Parts, account: Json, row: Json) -> Json:
    person = parts.world.by_key(row["person_key"])
    member = network.provider_id(parts, account, person)
    return {
        "object": "UserRelation",
        "first_name": person.first_name,
        "last_name": person.last_name,
        "headline": person.headline,
        "public_identifier": person.slug,
        "public_profile_url": network.profile_url(person.slug),
        "created_at": int(datetime.fromisoformat(row["connected_at"]).timestamp() * 1000),
        "member_id": member,
        "member_urn": f"urn:li:member:{person.member_number}",
        "connection_urn": f"urn:li:fsd_connection:{member}",
    }


def _invitation(parts: Parts, account: Json, row: Json) -> Json:
    person = parts.world.by_key(row["person_key"])
    return {
        "object": "InvitationSent",
        "id": _listed_id(parts, row),
        "date": "Sent today",
        "parsed_datetime": row["invited_at"],
        "invited_user": person.full_name,
        "invited_user_id": network.provider_id(parts, account, person),
        "invited_user_public_id": person.slug,
        "invited_user_description": person.headline,
        "invitation_text": row["note"] or None,
        "inviter": None,
        "specifics": {"provider": "LINKEDIN", "shared_secret": parts.world.lead_id(person)[-12:]},
    }
