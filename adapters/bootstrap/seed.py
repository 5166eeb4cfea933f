"""The example workspace of `make run`, built through the API and the use cases.

Deterministic, with dates relative to the clock; a second run finds it and changes nothing. It
leaves work for the newcomer: drafts to approve, a campaign on its way, people who answer.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

import httpx

from adapters.bootstrap.local import LOGINS, PASSWORD
from adapters.bootstrap.opened import Settings, opened_application
from adapters.sandbox.files import french_excel, phantombuster
from adapters.sandbox.world import make_world
from domain.accounts.model.form import NewPerson
from domain.shared.actor import Role

T = TypeVar("T")


@dataclass
class Seeder:
    """The owner of the example workspace, at the API."""

    http: httpx.AsyncClient
    made: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, **request: Any) -> Any:  # noqa: ANN401 - JSON
        answer = await self.http.request(method, f"/api/v1{path}", **request)
        if answer.is_error:
            raise SystemExit(f"{method} {path}: {answer.status_code} {answer.text}")
        if "etag" in answer.headers:
            self.made["etag"] = answer.headers["etag"]
        return answer.json() if answer.content else None

    async def until(
        self, ask: Callable[[], Coroutine[Any, Any, T | None]], what: str, seconds: float = 60
    ) -> T:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = await ask()
            if answer:
                return answer
            await asyncio.sleep(0.2)
        raise SystemExit(f"the example workspace: {what} did not come within {seconds:g} s")

    async def signed_up(self) -> bool:
        """Open the workspace; False when it exists."""
        known = {"email": LOGINS[0][1], "password": PASSWORD}
        answer = await self.http.post("/api/v1/sign-in", json=known)
        fresh = answer.status_code != 200
        if fresh:
            policy = await self.ask("GET", "/policy")
            form = {
                "email": LOGINS[0][1],
                "company": "Atelier Nord",
                "country": "FR",
                "first_name": "Claire",
                "last_name": "Delattre",
                "professional": True,
                "policy_version": policy["version"],
            }
            mailbox = (await self.ask("POST", "/sign-up", json=form))["mailbox_url"]
            token = await self.until(lambda: self._token(mailbox), "the mail of the sign-up")
            chosen = {"token": token, "password": PASSWORD}
            answer = await self.http.post("/api/v1/sign-up/confirm", json=chosen)
            answer.raise_for_status()
        # The cookie is Secure, and this client does not take loopback for a secure place.
        self.http.headers["Cookie"] = answer.headers["set-cookie"].split(";")[0]
        return fresh

    async def _token(self, mailbox: str) -> str | None:
        async with httpx.AsyncClient() as http:
            mails = (await http.get(f"{mailbox}.json", params={"to": LOGINS[0][1]})).json()
        return mails[0]["text"].partition("#")[2].split()[0] if mails else None

    async def salesbook(self) -> None:
        await self.ask("GET", "/salesbook")
        await self.ask("PUT", "/salesbook/company", json=COMPANY, headers=self._etag())
        offer = await self.ask("POST", "/salesbook/offers", json=OFFER, headers=self._etag())
        persona = await self.ask("POST", "/salesbook/personas", json=PERSONA, headers=self._etag())
        self.made |= {"offer": offer["id"], "persona": persona["id"]}

    def _etag(self) -> dict[str, str]:
        return {"If-Match": self.made["etag"]}

    async def bring_in(self, name: str, content: bytes, collected_on: str, source: str) -> None:
        checked = await self.ask("POST", "/imports", files={"file": (name, content, "text/csv")})
        started = await self.ask(
            "POST",
            f"/imports/{checked['id']}/start",
            json={
                "source": source,
                "legal_basis": "legitimate_interest",
                "collected_on": collected_on,
                "professional_audience": True,
            },
        )

        async def done() -> bool | None:
            operation = await self.ask("GET", f"/operations/{started['operation_id']}")
            return operation["state"] == "done" or None

        await self.until(done, f"import of {name}")

    async def connect(self, kind: str) -> str:
        link = await self.ask("POST", "/senders/connect", json={"kind": kind})
        async with httpx.AsyncClient() as browser:
            await browser.post(link["url"], data={"outcome": "success"})

        async def connected() -> str | None:
            senders = (await self.ask("GET", "/senders"))["items"]
            found = (s["id"] for s in senders if s["kind"] == kind and s["state"] == "connected")
            return next(found, None)

        sender_id = await self.until(connected, f"{kind} connected")
        if kind == "linkedin":
            # The sandbox reaches nobody: its owner lets LEO act, as they could in the settings.
            signed = {"version": 1, "name": "Claire Delattre", "accepted": True}
            await self.ask("POST", f"/senders/{sender_id}/risk", json=signed)
        return sender_id

    async def best(self) -> tuple[list[str], list[str]]:
        """Ids of people to write to and of people to invite, best score first, nobody twice."""

        async def scored() -> list[dict[str, Any]] | None:
            rows = (await self.ask("GET", "/prospects?sort=-score&limit=200"))["items"]
            done = rows and all(row["score"] is not None for row in rows)
            return [row for row in rows if row["verdict"] == "kept"] if done else None

        kept = await self.until(scored, "scores")
        written = [row for row in kept if row["email"] is not None][:18]
        names = {row["full_name"] for row in written}
        invited = [
            row
            for row in kept
            if row["email"] is None and row["linkedin_url"] and row["full_name"] not in names
        ]
        return [row["id"] for row in written], [row["id"] for row in invited[:6]]

    async def campaign(
        self, name: str, steps: list[dict[str, Any]], prospect_ids: list[str]
    ) -> str:
        campaign = await self.ask(
            "POST",
            "/campaigns",
            json={
                "name": name,
                "offer_id": self.made["offer"],
                "persona_id": self.made["persona"],
                "goal": "meeting",
                "mailbox_id": self.made["mailbox"],
                "linkedin_id": self.made["linkedin"],
            },
        )
        path = f"/campaigns/{campaign['id']}"
        await self.ask("GET", path)
        await self.ask("PUT", f"{path}/sequence", json={"steps": steps}, headers=self._etag())
        await self.ask("POST", f"{path}/prospects", json={"prospect_ids": prospect_ids})
        await self.ask("POST", f"{path}/lia", json=LIA)
        await self.ask("POST", f"{path}/launch")
        return str(campaign["id"])

    async def approve(self, campaign_id: str, wanted: int) -> None:
        """Approve the first drafts, as a person would have this morning."""

        async def written() -> list[dict[str, Any]] | None:
            page = await self.ask("GET", f"/reviews?campaign_id={campaign_id}&limit=200")
            good = [item for item in page["items"] if not item["blocks"]]
            return good if len(good) >= wanted else None

        for item in (await self.until(written, "drafts", 90))[:wanted]:
            sha256 = item["rendered"]["sha256"]
            await self.ask("POST", f"/reviews/{item['draft_id']}/approve", json={"sha256": sha256})


COMPANY: dict[str, Any] = {
    "name": "Atelier Nord",
    "legal_name": "Atelier Nord SAS",
    "description": (
        "Atelier Nord édite un logiciel de devis pour les équipes commerciales des PME "
        "industrielles et de services."
    ),
    "postal_address": "12 rue des Tanneurs, 59000 Lille, France",
    "legal_kind": "legal",
    "register_number": "732 829 320",
    "rights_email": "vie-privee@atelier-nord.example",
    "website": "https://atelier-nord.example",
    "countries": ["FR", "BE"],
}
OFFER: dict[str, Any] = {
    "name": "Devis en une heure",
    "promise": "Vos commerciaux envoient un devis juste en une heure au lieu de trois jours.",
    "proofs": [
        {
            "text": "Douze PME ont ramené leur délai de devis de trois jours à une heure.",
            "source": "Enquête auprès de nos clients, juin 2026",
            "dated_on": "2026-06-30",
            "expires_on": None,
        },
        {
            "text": "Le logiciel se relie aux principaux ERP du marché sans développement.",
            "source": "Documentation produit, version de septembre 2026",
            "dated_on": "2026-09-15",
            "expires_on": None,
        },
    ],
    "forbidden_claims": ["garanti", "leader", "sans effort"],
    "call_to_action": "Proposer un échange de vingt minutes",
    "booking_link": "https://atelier-nord.example/rendez-vous",
    "allowed_link_hosts": ["atelier-nord.example"],
    "sales_objections": [
        {"objection": "C’est trop cher.", "answer": "Un essai de trente jours permet de juger."},
        {"objection": "Nous avons déjà un outil.", "answer": "Nous le complétons et l’alimentons."},
    ],
}
PERSONA: dict[str, Any] = {
    "name": "Direction commerciale",
    "tone": "vous",
    "language": "fr",
    "criteria": [
        {
            "field": "title",
            "operator": "contains",
            "values": ["commercial", "ventes", "sales", "développement", "business"],
            "mode": "score",
            "weight": 5,
        },
        {
            "field": "title",
            "operator": "contains",
            "values": ["directeur", "directrice", "head", "vp", "responsable"],
            "mode": "score",
            "weight": 3,
        },
        {
            "field": "country",
            "operator": "equals",
            "values": ["FR", "France"],
            "mode": "score",
            "weight": 2,
        },
        {
            "field": "title",
            "operator": "contains",
            "values": ["stagiaire", "alternant"],
            "mode": "exclude",
            "weight": 1,
        },
    ],
}
LIA: dict[str, Any] = {
    "interest": "Présenter un outil de devis à des décideurs commerciaux dont c’est le métier.",
    "necessity": "Aucun autre moyen n’atteint ces personnes avec aussi peu de données.",
    "balance": "Données professionnelles seules, quatre messages au plus, opposition en un clic.",
}
MULTICHANNEL: list[dict[str, Any]] = [
    {"kind": "email", "objective": "Ouvrir la conversation sur les délais de devis"},
    {"kind": "wait", "wait_days": 1},
    {"kind": "linkedin_invitation", "objective": "Se relier après le premier message"},
    {"kind": "wait", "wait_days": 3},
    {"kind": "email", "objective": "Relancer avec une preuve nouvelle"},
]
LINKEDIN_FIRST: list[dict[str, Any]] = [
    {"kind": "linkedin_invitation", "objective": "Se relier"},
    {"kind": "wait", "wait_days": 2},
    {"kind": "email", "objective": "Écrire après l’invitation"},
]


async def _colleagues(settings: Settings, cookie: str) -> None:
    """The manager and the member join, and the workspace gets credits to play with."""
    async with opened_application(settings) as application:
        signed_in = await application.accounts.authenticate(cookie.partition("=")[2])
        if signed_in is None or signed_in.actor is None:
            raise SystemExit("the owner's session is not known")
        names = {"manager": ("Karim", "Benali"), "member": ("Léa", "Moreau")}
        for role, email in LOGINS[1:]:
            first, last = names[role]
            person = NewPerson(
                first_name=first,
                last_name=last,
                email=email,
                password=PASSWORD,
                policy_version=(await application.privacy.read_policy()).version,
            )
            await application.accounts.add_member(signed_in.actor, person, Role(role))
        await application.billing.grant(
            signed_in.actor.workspace_id, "seed:credits", 2_000, "sandbox"
        )


async def seed(settings: Settings) -> None:
    async with httpx.AsyncClient(
        base_url=settings.public_url, headers={"Sec-Fetch-Site": "same-origin"}, timeout=30
    ) as http:
        seeder = Seeder(http)
        if not await seeder.signed_up():
            return
        await _colleagues(settings, str(http.headers["Cookie"]))
        await seeder.salesbook()
        seeder.made["mailbox"] = await seeder.connect("mailbox")
        seeder.made["linkedin"] = await seeder.connect("linkedin")
        world = make_world(1)
        session = await seeder.ask("GET", "/session")
        today = session["business_now"][:10]
        fair = (date.fromisoformat(today) - timedelta(days=24)).isoformat()
        search = (date.fromisoformat(today) - timedelta(days=6)).isoformat()
        await seeder.bring_in("salon-lille.csv", french_excel(world), fair, "Salon des PME, Lille")
        await seeder.bring_in(
            "sales-navigator.csv", phantombuster(world), search, "Recherche Sales Navigator"
        )
        first, second = await seeder.best()
        by_mail = await seeder.campaign("Directions commerciales", MULTICHANNEL, first)
        await seeder.approve(by_mail, min(10, len(first)))
        by_network = await seeder.campaign("Réseau d’abord", LINKEDIN_FIRST, second)
        await seeder.approve(by_network, min(3, len(second)))


if __name__ == "__main__":
    if "BUSINESS_CLOCK" not in os.environ:
        raise SystemExit("the example workspace belongs to the sandbox: use make run")
    asyncio.run(seed(Settings()))
    sys.exit(0)
