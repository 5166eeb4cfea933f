"""FullEnrich v2 (vendors/fullenrich.md): keys, credits, contact enrichment and its webhooks.

Not here: reverse lookup, search, lookup (section 2); nobody in the product asks for them.
"""

import hashlib
import hmac
import json
import re
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from adapters.sandbox.clock import stamp, unstamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json, Value
from adapters.sandbox.world import EmailStatus, Person, draw, plain

ERRAND = "fullenrich-webhook"
CONTACT_DONE = "fullenrich-contact-done"
START_BALANCE = 5000.0
_FIELDS = ("contact.work_emails", "contact.personal_emails", "contact.phones")
_PRICES = {"work": 1, "personal": 3, "phone": 10}
_PER_MINUTE = 60
_RETRIES = 5
_KEPT_DAYS = 63  # three months of working days: results are kept that long (3)
_PROFILE = re.compile(r"linkedin\.com/(?:in|sales/lead|sales/people)/([^/?#,]+)", re.IGNORECASE)
# Outcomes by magic input (7).
_MAGIC_STATUS = {
    "catchall.test": EmailStatus.CATCH_ALL,
    "invalid.test": EmailStatus.INVALID,
    "invaliddomain.test": EmailStatus.INVALID_DOMAIN,
    "probable.test": EmailStatus.HIGH_PROBABILITY,
}
_MAGIC_JOBS = {
    "canceled.test": "CANCELED",
    "ratelimit.test": "RATE_LIMIT",
    "unknown.test": "UNKNOWN",
    "broke.test": "CREDITS_INSUFFICIENT",
}
_SLOW = "slow.test"
_MESSAGES = {
    "error.authorization.not_set": "Authorization header is not set",
    "error.authorization.not_bearer": "Authorization header is not a bearer token",
    "error.api.key": "API key is not valid",
    "error.enrichment.in_progress": "Enrichment in progress, try again in 30 seconds",
    "error.enrichment.not_found": "Enrichment not found",
    "error.rate.limit": "Too many requests. Try again in 1m",
}


class Refusal(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code

    @property
    def body(self) -> Json:
        return {"code": self.code, "message": _MESSAGES.get(self.code, self.code)}


def create_fullenrich(parts: Parts, desk: "Desk") -> FastAPI:  # noqa: C901 - one function per route
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    parts.schedule.act(CONTACT_DONE, desk.contact_done)
    parts.schedule.errand(ERRAND, desk.post)

    @app.exception_handler(Refusal)
    async def answer_refusal(request: Request, error: Refusal) -> JSONResponse:
        del request
        return JSONResponse(error.body, error.status)

    @app.exception_handler(HTTPException)
    async def answer_http(request: Request, error: HTTPException) -> JSONResponse:
        del request
        return JSONResponse({"code": "error.not_found", "message": ""}, error.status_code)

    @app.middleware("http")
    async def check_key_and_rate(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """1, 5: one key, 60 requests in each calendar minute, no header says so."""
        try:
            _check_key(parts, request.headers.get("authorization"))
            desk.count_request()
        except Refusal as refusal:
            return JSONResponse(refusal.body, refusal.status)
        return await call_next(request)

    @app.get("/account/keys/verify")
    async def verify_key() -> Json:
        """2"""
        return {"workspace_id": desk.workspace_id}

    @app.get("/account/credits")
    async def read_credits() -> Json:
        """2: the balance is a double."""
        return {"balance": desk.balance()}

    @app.post("/contact/enrich/bulk")
    async def start(request: Request) -> Json:
        """2.1"""
        skips = request.query_params.get("silentFail") == "true"
        return {"enrichment_id": desk.start(_body(await request.body()), skips=skips)}

    @app.get("/contact/enrich/bulk/{enrichment_id}")
    async def read(enrichment_id: str, request: Request) -> JSONResponse:
        """2.2, 4: 402 with the job itself when the credits ran out."""
        forced = request.query_params.get("forceResults") == "true"
        job = desk.known(enrichment_id)
        if job["status"] == "CREDITS_INSUFFICIENT":
            return JSONResponse(desk.view(job), 402)
        if job["status"] in {"CREATED", "IN_PROGRESS"} and not forced:
            if parts.dials.reading("fullenrich.running_read") == "400":
                raise Refusal(400, "error.enrichment.in_progress")
            waiting = {"id": job["id"], "name": job["name"], "status": "IN_PROGRESS"}
            return JSONResponse({**waiting, "cost": {"credits": 0}})
        return JSONResponse(desk.view(job))

    return app


def _check_key(parts: Parts, header: str | None) -> None:
    if not header:
        raise Refusal(401, "error.authorization.not_set")
    scheme, _, key = header.partition(" ")
    if scheme.lower() != "bearer":
        raise Refusal(401, "error.authorization.not_bearer")
    if not hmac.compare_digest(key.encode(), parts.settings.fullenrich_key.encode()):
        raise Refusal(401, "error.api.key")


def _body(raw: bytes) -> Json:
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise Refusal(400, "error.enrichment.data.empty") from error
    if not isinstance(body, dict):
        raise Refusal(400, "error.enrichment.data.empty")
    return body


class Desk:
    """Jobs, money and results."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._minute: tuple[int, int] = (0, 0)

    def forget(self) -> None:
        self._minute = (0, 0)

    @property
    def workspace_id(self) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"sandbox-{self._parts.settings.seed}"))

    def count_request(self) -> None:
        """A fixed calendar minute, as fast as the world is (5)."""
        minute = int(self._parts.clock.now().timestamp() * self._parts.settings.speed // 60)
        number = self._minute[1] + 1 if self._minute[0] == minute else 1
        self._minute = (minute, number)
        if number > _PER_MINUTE:
            raise Refusal(429, "error.rate.limit")

    def balance(self) -> float:
        found = self._parts.store.get("fullenrich-balance", "balance")
        return float(found["credits"]) if found else START_BALANCE

    def set_balance(self, credits_left: float) -> None:
        self._parts.store.put("fullenrich-balance", "balance", {"credits": credits_left})

    def known(self, enrichment_id: str) -> Json:
        job = self._parts.store.get("enrichment", enrichment_id)
        if job is None:
            raise Refusal(404, "error.enrichment.not_found")
        age = self._parts.clock.now() - unstamp(job["created_at"])
        if age > self._parts.days(_KEPT_DAYS):
            raise Refusal(404, "error.enrichment.not_found")
        return job

    def start(self, body: Json, *, skips: bool) -> str:  # noqa: C901 - the order of the vendor checks
        name, data = body.get("name"), body.get("data")
        if not isinstance(name, str) or not name.strip():
            raise Refusal(400, "error.enrichment.name.empty")
        events = body.get("webhook_events") or {}
        for url in (body.get("webhook_url"), events.get("contact_finished")):
            if url and not str(url).startswith(("http://", "https://")):
                raise Refusal(400, "error.enrichment.webhook_url")
        if not isinstance(data, list) or not 1 <= len(data) <= 100:
            raise Refusal(400, "error.enrichment.data.empty")
        contacts: list[Json] = []
        for contact in data:
            try:
                _check_contact(contact)
            except Refusal:
                if not skips:
                    raise
                if self._parts.dials.reading("fullenrich.skipped_rows") == "without_data":
                    contacts.append({"input": contact, "skipped": True})
                continue
            contacts.append({"input": contact, "skipped": False})
        number = self._parts.store.number("enrichment")
        seed = self._parts.settings.seed
        job_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"enrichment-{seed}-{number}"))
        job: Json = {
            "id": job_id,
            "name": name,
            "status": "CREATED",
            "created_at": stamp(self._parts.clock.now()),
            "webhook_url": body.get("webhook_url"),
            "contact_url": events.get("contact_finished"),
            "contacts": contacts,
            "results": {},
            "credits": 0,
        }
        with self._parts.store.atomic():
            self._parts.store.put("enrichment", job_id, job)
            for index, contact in enumerate(contacts):
                low, high = (900, 900) if _domain(contact["input"]) == _SLOW else (30, 90)
                seconds = self._parts.between(low, high, "enrich", job_id, index)
                ask = {"enrichment_id": job_id, "index": index}
                self._parts.schedule.later(CONTACT_DONE, ask, seconds=seconds)
            if not contacts:
                self._end(job, "FINISHED")
        return job_id

    def contact_done(self, body: Json) -> None:
        """One contact of a job is finished; the last one ends the job."""
        job = self._parts.store.get("enrichment", body["enrichment_id"])
        if job is None or job["status"] not in {"CREATED", "IN_PROGRESS"}:
            return
        job["status"] = "IN_PROGRESS"
        contact = job["contacts"][body["index"]]
        magic = _MAGIC_JOBS.get(_domain(contact["input"]))
        if magic is not None:
            self._end(job, magic)
            return
        result, price = self._enrich(job["id"], contact)
        if price > self.balance():
            self._end(job, "CREDITS_INSUFFICIENT")
            return
        self.set_balance(self.balance() - price)
        job["credits"] += price
        job["results"][str(body["index"])] = result
        self._parts.store.put("enrichment", job["id"], job)
        if job["contact_url"] and not contact["skipped"]:
            one = {**self.view(job), "data": [result]}
            self._webhook("contact_finished", job["contact_url"], one)
        if len(job["results"]) == len(job["contacts"]):
            self._end(job, "FINISHED")

    def _end(self, job: Json, status: str) -> None:
        job["status"] = status
        self._parts.store.put("enrichment", job["id"], job)
        if job["webhook_url"] and status in {"FINISHED", "CANCELED", "CREDITS_INSUFFICIENT"}:
            self._webhook("batch", job["webhook_url"], self.view(job))

    def view(self, job: Json) -> Json:
        return {
            "id": job["id"],
            "name": job["name"],
            "status": "IN_PROGRESS" if job["status"] == "CREATED" else job["status"],
            "cost": {"credits": job["credits"]},
            "data": [job["results"][key] for key in sorted(job["results"], key=int)],
        }

    def _enrich(self, job_id: str, contact: Json) -> tuple[Json, int]:
        """The record and its price: by type found, nothing for what an earlier job found (3)."""
        asked = contact["input"]
        record: Json = {"input": _echo(asked), "custom": asked.get("custom") or {}}
        if contact["skipped"]:
            return record, 0
        person = _find(self._parts, asked)
        info, found = _contact_info(person, asked)
        if not found and self._parts.dials.reading("fullenrich.not_found") == "empty_object":
            info = {}
        record["contact_info"] = info
        if asked.get("linkedin_url") and person is not None:
            record["profile"] = _profile(person)
        price = sum(_PRICES[one] for one in found)
        key = json.dumps([_normal(asked), sorted(asked["enrich_fields"])], sort_keys=True)
        print_of_input = hashlib.sha256(key.encode()).hexdigest()
        if self._paid_recently(print_of_input, job_id):
            price = 0
        elif price:
            paid = {"id": print_of_input, "job_id": job_id, "at": stamp(self._parts.clock.now())}
            self._parts.store.put("enriched", print_of_input, paid)
        return record, price

    def _paid_recently(self, print_of_input: str, job_id: str) -> bool:
        row = self._parts.store.get("enriched", print_of_input)
        if row is None or row["job_id"] == job_id:
            return False
        return self._parts.clock.now() - unstamp(row["at"]) <= self._parts.days(_KEPT_DAYS)

    def _webhook(self, what: str, url: str, body: Json) -> None:
        errand = {"what": what, "url": url, "body": json.dumps(body), "attempt": 1}
        number = self._parts.store.number("fullenrich-webhook")
        seconds = self._parts.between(0, 2, "fullenrich-webhook", number)
        dial = self._parts.dials.take("fullenrich", what, webhook=True)
        fault = dial.fault if dial else None
        if fault == "lose_webhook":
            return
        if dial is not None and fault in {"late_webhook", "reorder_webhook"}:
            wait = dial.seconds if fault == "late_webhook" else 60.0
            self._parts.schedule.later(ERRAND, errand, seconds=seconds + wait, floor=0.3)
            return
        self._parts.schedule.later(ERRAND, errand, seconds=seconds)
        if fault == "duplicate_webhook":
            self._parts.schedule.later(ERRAND, errand, seconds=seconds + 1)

    async def post(self, errand: dict[str, Any]) -> None:
        """6: signed with the API key; non-2xx → every minute, five times."""
        settings = self._parts.settings
        raw = errand["body"].encode()
        # HMAC-SHA1 is the vendor's choice.
        signature = hmac.new(settings.fullenrich_key.encode(), raw, hashlib.sha1).hexdigest()
        status = await self._parts.post(
            "fullenrich",
            errand["what"],
            errand["url"],
            body=raw,
            headers={"Content-Type": "application/json", "X-Signature-SHA1": signature},
            attempt=errand["attempt"],
        )
        delivered = status is not None and 200 <= status < 300
        if not delivered and errand["attempt"] <= _RETRIES:
            self._parts.schedule.later(
                ERRAND,
                {**errand, "attempt": errand["attempt"] + 1},
                seconds=60,
                floor=settings.retry_floor_seconds,
            )


def _check_contact(contact: Value) -> None:  # noqa: C901, PLR0912 - one line per code of 4
    if not isinstance(contact, dict):
        raise Refusal(400, "error.enrichment.data.empty")
    linkedin = contact.get("linkedin_url")
    if linkedin:
        if "linkedin.com" not in str(linkedin):
            raise Refusal(400, "error.enrichment.linkedin_url.invalid")
        if not _PROFILE.search(str(linkedin)):
            raise Refusal(400, "error.linkedin.malformated")
    else:
        if not contact.get("first_name"):
            raise Refusal(400, "error.enrichment.first_name.empty")
        if not contact.get("last_name"):
            raise Refusal(400, "error.enrichment.last_name.empty")
        if not contact.get("domain") and not contact.get("company_name"):
            raise Refusal(400, "error.enrichment.domain.empty")
    domain = contact.get("domain")
    if domain and not re.fullmatch(r"[\w-]+(\.[\w-]+)+", str(domain)):
        raise Refusal(400, "error.enrichment.domain.invalid")
    fields = contact.get("enrich_fields")
    if not isinstance(fields, list) or not fields:
        raise Refusal(400, "error.enrichment.enrich_fields.empty")
    if any(field not in _FIELDS for field in fields):
        raise Refusal(400, "error.enrichment.enrich_field.value")
    custom = contact.get("custom") or {}
    if len(custom) > 10:
        raise Refusal(400, "error.enrichment.custom.key.exceeded")
    if any(not isinstance(value, str) or len(value) > 100 for value in custom.values()):
        raise Refusal(400, "error.enrichment.custom.value.exceeded")


def _domain(asked: Value) -> str:
    return str(asked.get("domain") or "").lower() if isinstance(asked, dict) else ""


def _echo(asked: Json) -> Json:
    """The names differ from the request's (2.1)."""
    first, last = asked.get("first_name") or "", asked.get("last_name") or ""
    return {
        "first_name": first,
        "last_name": last,
        "full_name": f"{first} {last}".strip(),
        "company_domain": asked.get("domain") or "",
        "company_name": asked.get("company_name") or "",
        "professional_network_url": asked.get("linkedin_url") or "",
    }


def _normal(asked: Json) -> Json:
    names = ("first_name", "last_name", "domain", "company_name", "linkedin_url")
    return {name: str(asked.get(name) or "").strip().lower() for name in names}


def _find(parts: Parts, asked: Json) -> Person | None:
    """By LinkedIn first, then by name and company; a stranger is made from what was given."""
    first, last = str(asked.get("first_name") or ""), str(asked.get("last_name") or "")
    if plain(last) == "notfound":
        return None
    found = _PROFILE.search(str(asked.get("linkedin_url") or ""))
    if found is not None:
        slug = found.group(1)
        lead = parts.world.by_lead_id(slug)
        person = lead or (None if slug.startswith(("ACo", "ACw")) else parts.world.by_slug(slug))
        if person is not None and person.in_world:
            return person
    company = str(asked.get("company_name") or "")
    domain = _domain(asked) or (f"{plain(company)}.example" if company else "")
    known = parts.world.by_name(first, last, company, domain) if first and last else None
    if known is not None:
        return known
    if not (first and last and domain):
        return None
    mailbox = f"{plain(first).replace('-', '')}.{plain(last).replace('-', '')}"
    return parts.world.by_email(f"{mailbox}@{domain}")


def _contact_info(person: Person | None, asked: Json) -> tuple[Json, list[str]]:
    info: Json = {"work_emails": [], "personal_emails": [], "phones": []}
    found: list[str] = []
    if person is None:
        return info, found
    fields = asked["enrich_fields"]
    status = _MAGIC_STATUS.get(_domain(asked), person.email_status)
    if _domain(asked).endswith(".test") and _domain(asked) not in _MAGIC_STATUS:
        status = EmailStatus.DELIVERABLE
    if "contact.work_emails" in fields and status is not EmailStatus.NOT_FOUND:
        value = {"email": person.email, "status": status.value}
        info["work_emails"] = [value]
        if status not in {EmailStatus.INVALID, EmailStatus.INVALID_DOMAIN}:
            info["most_probable_work_email"] = value
            found.append("work")
    if "contact.personal_emails" in fields and draw("personal", person.key).random() < 0.3:
        value = {"email": f"{plain(person.full_name)}@perso.example", "status": "DELIVERABLE"}
        info |= {"personal_emails": [value], "most_probable_personal_email": value}
        found.append("personal")
    if "contact.phones" in fields and person.phone:
        number = {"number": person.phone, "region": person.company.country}
        info |= {"phones": [number], "most_probable_phone": number}
        found.append("phone")
    return info, found


def _profile(person: Person) -> Json:
    company = {
        "id": person.company.linkedin_id,
        "name": person.company.name,
        "domain": person.company.domain,
        "website": f"https://{person.company.domain}",
        "headcount": person.company.head_count,
        "year_founded": 0,
        "industry": {"main_industry": person.company.industry},
        "locations": {
            "headquarters": {
                "city": person.company.city,
                "country_code": person.company.country,
            },
            "offices": None,
        },
    }
    current = {
        "title": person.title,
        "seniority": person.seniority,
        "company": company,
        "is_current": True,
        "start_at": None,
        "end_at": None,
    }
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, person.key)),
        "full_name": person.full_name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "headline": person.headline,
        "description": person.summary,
        "location": {"city": person.company.city, "country_code": person.company.country},
        "social_profiles": {
            "professional_network": {
                "id": person.member_number,
                "url": f"https://www.linkedin.com/in/{person.slug}",
                "handle": person.slug,
                "connection_count": 250,
            }
        },
        "educations": [],
        "languages": [{"language": person.language, "proficiency": ""}],
        "skills": [],
        "employment": {"current": current, "all": [current]},
    }
