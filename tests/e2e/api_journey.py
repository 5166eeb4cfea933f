"""The main job through the API alone, as an integrator would drive it."""

import json
import time
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from adapters.system.one_time_codes import code_at
from tests.e2e.conftest import until

FIXTURES = Path(__file__).parents[1] / "fixtures"
PASSWORD = "correct horse battery staple"
LIA = {
    "interest": "Présenter un outil de devis à des décideurs commerciaux dont c’est le métier.",
    "necessity": "Aucun autre moyen n’atteint ces personnes avec aussi peu de données.",
    "balance": "Données professionnelles seulement, trois messages au plus, opposition en un clic.",
}


def mailed_token(mailbox_url: str, to: str) -> str:
    """The part of the link that the newest service mail to an address carries."""

    def ask() -> str | None:
        mails = httpx.get(f"{mailbox_url}.json", params={"to": to}, timeout=10).json()
        return mails[0]["text"].partition("#")[2].split()[0] if mails else None

    return until(ask, seconds=60, what=f"a mail to {to}")


@dataclass
class Journey:
    """One owner at the API. Every POST carries an Idempotency-Key and is tried again while a
    part of the product is down, as a well-made client does."""

    url: str
    http: httpx.Client = field(init=False)
    keys: int = 0
    rewritten: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.http = httpx.Client(
            base_url=self.url, headers={"Sec-Fetch-Site": "same-origin"}, timeout=20
        )

    def close(self) -> None:
        self.http.close()

    def ask(
        self, method: str, path: str, *, expect: int | None = None, **request: Any
    ) -> httpx.Response:
        self.keys += 1
        headers = {"Idempotency-Key": f"journey-{self.keys}", **request.pop("headers", {})}

        def once() -> httpx.Response | None:
            try:
                answer = self.http.request(method, f"/api/v1{path}", headers=headers, **request)
            except httpx.TransportError:
                return None
            # 409 of this code: the first try of this very request died with the API and still
            # holds its key.
            unfinished = answer.status_code == 409 and "idempotency-key-reused" in answer.text
            return None if answer.status_code >= 500 or unfinished else answer

        answer = until(once, seconds=100, what=f"{method} {path} answers")
        if expect is not None:
            assert answer.status_code == expect, f"{method} {path}: {answer.text}"
        return answer

    def get(self, path: str) -> Any:
        return self.ask("GET", path, expect=200).json()

    def sign_up(self, company: str = "Atelier Nord") -> None:
        policy = self.get("/policy")
        plain = unicodedata.normalize("NFKD", company).encode("ascii", "ignore").decode().lower()
        email = f"ada@{plain.replace(' ', '-')}.example"
        answer = self.ask(
            "POST",
            "/sign-up",
            expect=202,
            json={
                "company": company,
                "country": "FR",
                "first_name": "Ada",
                "last_name": "Martin",
                "email": email,
                "professional": True,
                "policy_version": policy["version"],
            },
        )
        chosen = {"token": mailed_token(answer.json()["mailbox_url"], email), "password": PASSWORD}
        self._carry(self.ask("POST", "/sign-up/confirm", expect=201, json=chosen))
        started = self.ask("POST", "/me/second-factor", expect=201, json={"password": PASSWORD})
        code = {"code": code_at(started.json()["secret"], int(time.time()) // 30)}
        self._carry(self.ask("POST", "/me/second-factor/confirm", expect=200, json=code))

    def _carry(self, answer: httpx.Response) -> None:
        """The cookie is Secure; over plain loopback this client has to carry it by hand."""
        self.http.headers["Cookie"] = answer.headers["set-cookie"].split(";")[0]

    def salesbook(self) -> tuple[str, str]:
        """Company, one offer, one persona; return the ids of the last two."""
        etag = {"If-Match": self.ask("GET", "/salesbook", expect=200).headers["etag"]}
        company = {
            "name": "Atelier Nord",
            "legal_name": "Atelier Nord SAS",
            "description": "Nous équipons les équipes commerciales des PME industrielles.",
            "postal_address": "12 rue des Tanneurs, 59000 Lille",
            "legal_kind": "legal",
            "register_number": "732 829 320",
            "rights_email": "vie-privee@atelier-nord.example",
            "website": "https://atelier-nord.example",
            "countries": ["FR"],
        }
        answer = self.ask("PUT", "/salesbook/company", expect=200, json=company, headers=etag)
        offer = {
            "name": "Devis en une heure",
            "promise": "Vos commerciaux envoient un devis juste en une heure.",
            "proofs": [
                {
                    "text": "12 PME industrielles font leurs devis en 1 heure.",
                    "source": "Enquête clients 2026",
                    "dated_on": "2026-06-30",
                    "expires_on": None,
                }
            ],
            "forbidden_claims": ["garanti", "leader"],
            "call_to_action": "Proposer un échange de 20 minutes",
            "booking_link": None,
            "allowed_link_hosts": ["atelier-nord.example"],
            "sales_objections": [{"objection": "Trop cher", "answer": "Essai de 30 jours."}],
        }
        etag = {"If-Match": answer.headers["etag"]}
        answer = self.ask("POST", "/salesbook/offers", expect=201, json=offer, headers=etag)
        offer_id = answer.json()["id"]
        persona = {
            "name": "Direction commerciale",
            "tone": "vous",
            "language": "fr",
            "criteria": [
                {
                    "field": "title",
                    "operator": "contains",
                    "values": ["commercial", "ventes", "sales", "directeur", "directrice"],
                    "mode": "score",
                    "weight": 5,
                }
            ],
        }
        etag = {"If-Match": answer.headers["etag"]}
        answer = self.ask("POST", "/salesbook/personas", expect=201, json=persona, headers=etag)
        return offer_id, answer.json()["id"]

    def import_file(self, name: str = "prospects_excel_fr.csv") -> dict[str, Any]:
        import_id, operation_id = self.start_import(name, (FIXTURES / name).read_bytes())
        self.finished(operation_id)
        found: dict[str, Any] = self.get(f"/imports/{import_id}")
        return found

    def start_import(self, name: str, content: bytes) -> tuple[str, str]:
        """Return the ids of the import and of its operation."""
        checked = self.ask(
            "POST", "/imports", expect=201, files={"file": (name, content, "text/csv")}
        ).json()
        declared = {
            "source": "Salon de l’industrie 2026",
            "legal_basis": "legitimate_interest",
            "collected_on": date(2026, 11, 2).isoformat(),
            "professional_audience": True,
        }
        started = self.ask("POST", f"/imports/{checked['id']}/start", expect=202, json=declared)
        return checked["id"], started.json()["operation_id"]

    def finished(self, operation_id: str) -> dict[str, Any]:
        def ask() -> dict[str, Any] | None:
            operation: dict[str, Any] = self.get(f"/operations/{operation_id}")
            assert operation["state"] not in {"failed", "cancelled"}, json.dumps(operation)
            return operation if operation["state"] == "done" else None

        return until(ask, seconds=90, what=f"operation {operation_id} done")

    def connect(self, kind: str) -> str:
        """Connect a sender at the vendor's hosted page; return its id."""
        link = self.ask("POST", "/senders/connect", expect=201, json={"kind": kind}).json()

        def chosen() -> bool | None:
            try:
                page = httpx.post(link["url"], data={"outcome": "success"}, timeout=10)
            except httpx.TransportError:
                return None
            return page.status_code < 500 or None

        until(chosen, seconds=60, what="the hosted page takes the choice")

        def connected() -> str | None:
            senders = self.get("/senders")["items"]
            return next(
                (s["id"] for s in senders if s["kind"] == kind and s["state"] == "connected"), None
            )

        sender_id = until(connected, seconds=60, what=f"{kind} connected")
        if kind == "linkedin":
            signed = {"version": 1, "name": "Ada Martin", "accepted": True}
            self.ask("POST", f"/senders/{sender_id}/risk", expect=200, json=signed)
        return sender_id

    def add_prospect(self, person: dict[str, Any], **changes: str) -> str:
        """Somebody of the simulated world, typed in by hand."""
        answer = self.ask(
            "POST",
            "/prospects",
            expect=201,
            json={
                "first_name": person["first_name"],
                "last_name": person["last_name"],
                "company": person["company"],
                "job_title": person["title"],
                "email": person["email"],
                "linkedin_url": person["linkedin_url"],
                "phone": "",
                "source": "Salon de l’industrie 2026",
                "legal_basis": "legitimate_interest",
                "collected_on": "2026-11-02",
                **changes,
            },
        )
        return str(answer.json()["id"])

    def campaign(
        self, book: tuple[str, str], senders: dict[str, str], steps: list[dict[str, Any]]
    ) -> str:
        """A draft with its sequence and its balancing test signed; return its id."""
        asked = {
            "name": "Directions commerciales",
            "offer_id": book[0],
            "persona_id": book[1],
            "goal": "meeting",
            "mailbox_id": senders["mailbox"],
            "linkedin_id": senders["linkedin"],
        }
        made = self.ask("POST", "/campaigns", expect=201, json=asked)
        path = f"/campaigns/{made.json()['id']}"
        self.ask("PUT", f"{path}/sequence", expect=200, json={"steps": steps})
        self.ask("POST", f"{path}/lia", expect=200, json=LIA)
        return str(made.json()["id"])

    def enrol(self, campaign_id: str, prospect_ids: list[str]) -> None:
        answer = self.ask(
            "POST",
            f"/campaigns/{campaign_id}/prospects",
            expect=200,
            json={"prospect_ids": prospect_ids},
        ).json()
        assert answer["refused"] == []

    def approve_all(self, campaign_id: str) -> list[dict[str, Any]]:
        """Approve every draft that waits and that nothing blocks; return those approved. What is
        out of date or stuck is written again, as its reader would ask."""
        approved = []
        for state in ("blocked", "expired"):
            for stuck in self.get(f"/reviews?campaign_id={campaign_id}&state={state}")["items"]:
                # Once: that is free, and a draft that was closed refuses it for good.
                if stuck["draft_id"] not in self.rewritten:
                    self.rewritten.add(stuck["draft_id"])
                    self._write_again(stuck["draft_id"])
        for draft in self.get(f"/reviews?campaign_id={campaign_id}&limit=200")["items"]:
            if draft["state"] != "to_approve" or draft["blocks"] or draft["rendered"] is None:
                continue
            path = f"/reviews/{draft['draft_id']}/approve"
            answer = self.ask("POST", path, json={"sha256": draft["rendered"]["sha256"]})
            # 409: the person answered, or objected, since the list was read; or a fact changed.
            assert answer.status_code in {200, 409}, answer.text
            if answer.status_code == 200:
                approved.append(draft)
            elif answer.json()["code"] == "draft-outdated":
                self._write_again(draft["draft_id"])
        return approved

    def _write_again(self, draft_id: str) -> None:
        self.ask("POST", f"/reviews/{draft_id}/regenerate", json={})

    def enrich(self, prospect_id: str) -> dict[str, Any]:
        wanted = {"prospect_ids": [prospect_id], "fields": ["work_email"]}
        order = self.ask("POST", "/enrichments", expect=202, json=wanted).json()
        self.finished(order["operation_id"])
        found: dict[str, Any] = self.get(f"/enrichments/{order['batch_id']}")
        return found

    def everything(self, path: str) -> list[dict[str, Any]]:
        """All pages of a list."""
        joint = "&" if "?" in path else "?"
        items, cursor = [], ""
        while True:
            page = self.get(f"{path}{joint}limit=200{cursor}")
            items += page["items"]
            if page["next"] is None:
                return items
            cursor = f"&cursor={page['next']}"
