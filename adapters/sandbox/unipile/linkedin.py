"""LinkedIn search and companies of Unipile v1, the thin version (vendors/unipile.md 6.2, 6.3)."""

import hashlib
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request

from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import accounts, network, paging
from adapters.sandbox.unipile.refusals import Refusal, invalid, missing, not_found
from adapters.sandbox.unipile.webhooks import read_json
from adapters.sandbox.world import Company, Person, plain

_CAP = {"classic": 1000, "sales_navigator": 2500}
_CLASSIC_PAGE = 10
_PARAMETERS = ("LOCATION", "REGION", "INDUSTRY", "SALES_INDUSTRY", "COMPANY", "JOB_TITLE")


def routes(parts: Parts) -> APIRouter:  # noqa: C901 - one function per route
    router = APIRouter()

    @router.post("/linkedin/search")
    async def search(request: Request) -> Json:
        """6.2: people and companies, classic and Sales Navigator."""
        query = dict(request.query_params)
        account = accounts.known_account(parts, query.get("account_id"))
        asked = await read_json(request)
        start = 0
        cursor = asked.get("cursor") or query.get("cursor")
        limit = paging.limit_of(query.get("limit"), most=100, default=10)
        if cursor:
            decoded = _cursor(str(cursor), account["id"])
            start, asked = int(decoded["start"]), dict(decoded["params"])
            limit = limit if "limit" in query else int(decoded["limit"])
        elif "url" in asked:
            asked = _from_url(str(asked["url"]))
        api, category = asked.get("api"), asked.get("category")
        if not api or not category:
            raise missing("api and category")
        if api not in _CAP or category not in {"people", "companies"}:
            raise Refusal(501, "feature_not_implemented", "people and companies only")
        if api == "sales_navigator" and account["seat"] != "sales_navigator":
            raise Refusal(403, "feature_not_subscribed", "no Sales Navigator seat")
        size = _CLASSIC_PAGE if api == "classic" else limit
        items, total = _found(parts, account, asked, start, size)
        more = start + size < min(total, _CAP[str(api)])
        following = {
            "account_id": account["id"],
            "limit": limit,
            "start": start + size,
            "params": asked,
        }
        return {
            "object": "LinkedinSearch",
            "items": items,
            "config": {"params": asked},
            "paging": {"start": start, "page_count": len(items), "total_count": total},
            "cursor": paging.encode_cursor(following) if more else None,
        }

    @router.get("/linkedin/search/parameters")
    async def search_parameters(request: Request) -> Json:
        """6.3: stable digit ids; some types only."""
        query = dict(request.query_params)
        accounts.known_account(parts, query.get("account_id"))
        kind = query.get("type")
        if not kind:
            raise missing("type")
        limit = paging.limit_of(query.get("limit"), most=100, default=10)
        wanted = plain(query.get("keywords", ""))
        items = [
            {"object": "LinkedinSearchParameter", "id": parameter_id(title), "title": title}
            for title in _titles(parts, kind)
            if wanted in plain(title)
        ][:limit]
        return {
            "object": "LinkedinSearchParametersList",
            "items": items,
            "paging": {"page_count": len(items)},
        }

    @router.get("/linkedin/company/{identifier}")
    async def read_company(identifier: str, account_id: str | None = None) -> Json:
        """6.5"""
        accounts.known_account(parts, account_id)
        for company in parts.world.companies():
            if identifier in {company.slug, company.linkedin_id}:
                return _company_profile(company)
        raise not_found("company")

    @router.get("/linkedin/inmail_balance")
    async def inmail_balance(account_id: str | None = None) -> Json:
        """6.9"""
        account = accounts.known_account(parts, account_id)
        return {
            "object": "LinkedinInmailBalance",
            "premium": None if account["seat"] == "free" else 5,
            "recruiter": None,
            "sales_navigator": 50 if account["seat"] == "sales_navigator" else None,
        }

    return router


def parameter_id(title: str) -> str:
    digest = hashlib.sha256(plain(title).encode()).digest()
    return str(100_000_000 + int.from_bytes(digest[:6], "big") % 900_000_000)


def _cursor(text: str, account_id: str) -> Json:
    decoded = paging.decode_cursor(text, holds="start")
    if decoded.get("account_id") != account_id or "params" not in decoded:
        raise invalid("cursor is not valid")
    return decoded


def _from_url(url: str) -> Json:
    parts = urlsplit(url)
    if parts.hostname not in {"www.linkedin.com", "linkedin.com"}:
        raise Refusal(400, "invalid_url", "not a LinkedIn search")
    sales = parts.path.startswith("/sales/search/people")
    if not sales and not parts.path.startswith("/search/results/people"):
        raise Refusal(400, "invalid_url", "not a people search")
    keywords = parse_qs(parts.query).get("keywords", [""])[0]
    api = "sales_navigator" if sales else "classic"
    return {"api": api, "category": "people", "keywords": keywords}


def _found(
    parts: Parts, account: Json, asked: Json, start: int, size: int
) -> tuple[list[Json], int]:
    if asked["category"] == "companies":
        companies = [
            one
            for one in parts.world.companies()
            if _holds(asked.get("keywords"), one.name, one.industry, one.city)
        ]
        return [_company(one) for one in companies[start : start + size]], len(companies)
    people = [one for one in parts.world.people.values() if _matches(one, asked)]
    view = _lead if asked["api"] == "sales_navigator" else _thin
    return [view(parts, account, one) for one in people[start : start + size]], len(people)


def _holds(wanted: object, *texts: str) -> bool:
    """All words of one alternative; LinkedIn reads OR between them."""
    held = plain(" ".join(texts))
    return any(
        all(word in held for word in plain(part).split("-"))
        for part in str(wanted or "").split(" OR ")
    )


def _matches(person: Person, asked: Json) -> bool:
    company = person.company
    if not _holds(
        asked.get("keywords"),
        person.full_name,
        person.title,
        company.name,
        company.industry,
        company.city,
    ):
        return False
    named = asked.get("advanced_keywords") or {}
    checks = (
        (named.get("title"), person.title),
        (named.get("company"), company.name),
        (named.get("first_name") or asked.get("first_name"), person.first_name),
        (named.get("last_name") or asked.get("last_name"), person.last_name),
    )
    if not all(_holds(wanted, held) for wanted, held in checks):
        return False
    filters = (
        ("role", person.title),
        ("company", company.name),
        ("seniority", person.seniority),
        ("industry", company.industry),
        ("location", person.location),
    )
    return all(_passes(asked.get(name), held) for name, held in filters) and _is_sized(
        asked.get("company_headcount"), company.head_count
    )


def _is_sized(bands: object, head_count: int) -> bool:
    if not isinstance(bands, list) or not bands:
        return True
    return any(one.get("min", 1) <= head_count <= one.get("max", head_count) for one in bands)


def _passes(wanted: object, held: str) -> bool:
    """A list, or {include, exclude}; ids of 6.3 or plain text."""
    if not wanted:
        return True
    include = wanted.get("include") or [] if isinstance(wanted, dict) else wanted
    exclude = wanted.get("exclude") or [] if isinstance(wanted, dict) else []
    parts_of_held = {parameter_id(one) for one in (held, *held.split(", "))}

    def is_in(value: object) -> bool:
        return str(value) in parts_of_held or plain(str(value)) in plain(held)

    assert isinstance(include, list)  # noqa: S101 - both branches above
    return (not include or any(map(is_in, include))) and not any(map(is_in, exclude))


def _titles(parts: Parts, kind: str) -> list[str]:
    people = parts.world.people.values()
    found = {
        "LOCATION": {one.company.city for one in people},
        "REGION": {one.company.city for one in people},
        "INDUSTRY": {one.company.industry for one in people},
        "SALES_INDUSTRY": {one.company.industry for one in people},
        "COMPANY": {one.company.name for one in people},
        "JOB_TITLE": {one.title for one in people},
    }.get(kind)
    if found is None:
        raise invalid(f"the sandbox knows {', '.join(_PARAMETERS)}")
    return sorted(found)


def _distance(parts: Parts, account: Json, person: Person) -> str:
    state = network.bond(parts, account["id"], person.key)["state"]
    return "DISTANCE_1" if state == "connected" else "DISTANCE_2"


def _thin(parts: Parts, account: Json, person: Person) -> Json:
    """Classic results say little (6.2)."""
    return {
        "object": "SearchResult",
        "type": "PEOPLE",
        "id": network.provider_id(parts, account, person),
        "public_identifier": None if person.member_number % 3 == 0 else person.slug,
        "member_urn": f"urn:li:member:{person.member_number}",
        "name": _shown_name(person),
        "profile_url": f"{network.profile_url(person.slug)}?miniProfileUrn=urn",
        "network_distance": _distance(parts, account, person),
        "location": person.location,
        "headline": person.headline,
    }


def _shown_name(person: Person) -> str:
    """Some names are cut short on classic (6.2)."""
    if person.member_number % 11 == 5:
        return f"{person.first_name} {person.last_name[0]}."
    return person.full_name


def _lead(parts: Parts, account: Json, person: Person) -> Json:
    lead_id = network.provider_id(parts, account, person, "sales_navigator")
    row = network.bond(parts, account["id"], person.key)
    return {
        "object": "SearchResult",
        "type": "PEOPLE",
        "id": lead_id,
        "public_identifier": person.slug,
        "public_profile_url": network.profile_url(person.slug),
        "profile_url": f"https://www.linkedin.com/sales/lead/{lead_id},NAME_SEARCH,abcd",
        "profile_picture_url": None,
        "member_urn": f"urn:li:member:{person.member_number}",
        "name": person.full_name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "network_distance": _distance(parts, account, person),
        "location": person.location,
        "industry": person.company.industry,
        "headline": person.headline,
        "pending_invitation": row["state"] == "pending",
        "can_send_inmail": True,
        "premium": person.is_premium,
        "open_profile": False,
        "shared_connections_count": person.member_number % 7,
        "recent_posts_count": 0,
        "recently_hired": person.years_in_role == 0,
        "mentioned_in_the_news": False,
        "current_positions": [
            {
                "company": person.company.name,
                "company_id": person.company.linkedin_id,
                "role": person.title,
                "location": person.company.city,
                "description": None,
                "tenure_at_company": {"years": person.years_in_role + 1},
                "tenure_at_role": {"years": person.years_in_role},
            }
        ],
    }


def _company(company: Company) -> Json:
    return {
        "object": "SearchResult",
        "type": "COMPANY",
        "id": company.linkedin_id,
        "name": company.name,
        "location": company.city,
        "profile_url": f"https://www.linkedin.com/company/{company.slug}",
        "industry": company.industry,
        "summary": None,
        "headcount": str(company.head_count),
    }


def _company_profile(company: Company) -> Json:
    return {
        "object": "CompanyProfile",
        "id": company.linkedin_id,
        "name": company.name,
        "description": "",
        "entity_urn": f"urn:li:fsd_company:{company.linkedin_id}",
        "public_identifier": company.slug,
        "profile_url": f"https://www.linkedin.com/company/{company.slug}",
        "followers_count": company.head_count * 4,
        "is_following": False,
        "is_employee": False,
        "messaging": {"is_enabled": False},
        "claimed": True,
        "viewer_permissions": {},
        "organization_type": "PRIVATELY_HELD",
        "locations": [
            {
                "is_headquarter": True,
                "country": company.country,
                "city": company.city,
                "street": [],
            }
        ],
        "industry": [company.industry],
        "employee_count": company.head_count,
        "website": f"https://{company.domain}",
    }
