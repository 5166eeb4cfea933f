"""A workspace with at least one of everything, built over the API, all its texts marked."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from adapters.bootstrap.ports import Ports, unipile_path_token
from domain.application import Application
from domain.shared.ids import WorkspaceId
from tests.conftest import drain_tasks, nobody, sign_up
from workers.task import TASKS

PEOPLE = 12
_WRITTEN_TO = 8


@dataclass
class Workspace:
    """`mark` stands in every text of the workspace; `ids` are by kind of thing."""

    id: WorkspaceId
    mark: str
    client: httpx.AsyncClient
    application: Application
    ports: Ports
    ids: dict[str, list[str]] = field(default_factory=dict)

    async def ask(self, method: str, path: str, **request: Any) -> Any:
        answer = await self.client.request(method, f"/api/v1{path}", **request)
        assert not answer.is_error, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def one(self, kind: str) -> str:
        return self.ids[kind][0]

    async def _run(self, *tasks: str) -> None:
        """What the workers would do: the named sweeps, each with what it sets going."""
        await drain_tasks(self.application)
        for task in tasks:
            await TASKS[task]({"application": self.application, "job_try": 1, "job_id": "test"})
            await drain_tasks(self.application)

    async def _versioned(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        book = await self.client.get("/api/v1/salesbook")
        return await self.ask(method, path, json=body, headers={"If-Match": book.headers["etag"]})

    async def salesbook(self) -> None:
        host = f"{self.mark}.example"
        company = {
            "name": f"Atelier {self.mark}",
            "legal_name": f"Atelier {self.mark} SAS",
            "description": f"Devis {self.mark}",
            "postal_address": f"4 rue {self.mark}, 59000 Lille",
            "rights_email": f"droits@{host}",
            "website": f"https://{host}",
            "countries": ["FR"],
        }
        offer = {
            "name": f"Offre {self.mark}",
            "promise": "Moins de temps perdu à planifier les tournées",
            "proofs": [{"text": f"12 transporteurs {self.mark}", "source": f"Étude {self.mark}"}],
            "forbidden_claims": [f"garanti {self.mark}"],
            "call_to_action": "un échange de 15 minutes",
            "booking_link": None,
            "allowed_link_hosts": [host],
            "sales_objections": [
                {"objection": f"Cher {self.mark}", "answer": "Essai de 30 jours."}
            ],
        }
        persona = {
            "name": f"Direction {self.mark}",
            "tone": "vous",
            "language": "fr",
            "criteria": [
                {
                    "field": "title",
                    "operator": "contains",
                    "values": ["commercial", self.mark],
                    "mode": "score",
                    "weight": 3,
                }
            ],
        }
        await self._versioned("PUT", "/salesbook/company", company)
        await self._versioned("POST", "/salesbook/offers", offer)
        await self._versioned("POST", "/salesbook/personas", persona)
        book = await self.ask("GET", "/salesbook")
        (offer,), (persona,) = book["offers"], book["personas"]
        self.ids |= {
            "offer": [offer["id"]],
            "persona": [persona["id"]],
            "proof": [one["id"] for one in offer["proofs"]],
            "criterion": [one["id"] for one in persona["criteria"]],
        }

    async def _person(self, number: int, **changes: Any) -> str:
        person = {
            "first_name": "Claire",
            "last_name": f"Morel {self.mark} {number}",
            "company": f"Transports {self.mark}",
            "job_title": f"Directrice commerciale {self.mark}",
            "email": f"claire-{number}@{self.mark}.example",
            "source": f"Salon {self.mark}",
            "legal_basis": "legitimate_interest",
            "collected_on": "2026-11-02",
        }
        return str((await self.ask("POST", "/prospects", json=person | changes))["id"])

    async def people(self) -> None:
        self.ids["prospect"] = [await self._person(number) for number in range(PEOPLE)]
        profile = f"https://www.linkedin.com/in/claire-{self.mark}"
        # Nothing to look up where the address is known.
        nowhere = [
            await self._person(number, email="", linkedin_url=f"{profile}-{number}")
            for number in range(PEOPLE, PEOPLE + 2)
        ]
        self.ids["prospect without address"] = nowhere
        self.ids["prospect in no campaign"] = self.ids["prospect"][-2:-1]
        self.ids["prospect who objects"] = self.ids["prospect"][-3:-2]
        for prospect_id in self.ids["prospect"][:2]:
            await self.ask("POST", f"/prospects/{prospect_id}/tags", json={"tag": self.mark})

    async def upload(self, number: int) -> str:
        head = "Prénom;Nom;Société;Fonction;E-mail\n"
        row = f"Luc;Petit {self.mark};Fret {self.mark};Directeur;luc-{number}@{self.mark}.example\n"
        files = {"file": (f"{self.mark}-{number}.csv", (head + row).encode(), "text/csv")}
        return str((await self.ask("POST", "/imports", files=files))["id"])

    async def start(self, import_id: str) -> str:
        """The operation, queued."""
        declared = {
            "source": f"Salon {self.mark}",
            "legal_basis": "legitimate_interest",
            "collected_on": "2026-11-02",
            "professional_audience": True,
        }
        started = await self.ask("POST", f"/imports/{import_id}/start", json=declared)
        return str(started["operation_id"])

    async def imports(self) -> None:
        done = await self.upload(1)
        operation_id = await self.start(done)
        self.ids |= {"import": [done], "operation": [operation_id]}
        self.ids["checked import"] = [await self.upload(2)]

    async def senders(self) -> None:
        sandbox = self.ports.settings.unipile_url.partition("/unipile")[0]
        async with httpx.AsyncClient(base_url=f"{sandbox}/world") as world:
            for kind in ("mailbox", "linkedin"):
                link = await self.ask("POST", "/senders/connect", json={"kind": kind})
                choice = {
                    "outcome": "success",
                    "address": f"ada-{kind}@{self.mark}.example",
                    "display_name": f"Ada {self.mark}",
                }
                earlier = await _linked(world)
                await world.post(link["url"], data=choice)
                for _ in range(200):
                    told = await _linked(world) - earlier
                    if told:
                        break
                    await asyncio.sleep(0.05)
                await self._vendor_tells(*told)
                self.ids[kind] = [link["sender_id"]]
        self.ids["sender"] = [self.one("linkedin")]
        shown = (await self.ask("GET", "/senders"))["items"]
        assert [one["state"] for one in shown] == ["connected"] * 2, shown

    async def _vendor_tells(self, body: str) -> None:
        path = f"/webhooks/unipile/{unipile_path_token(self.ports.settings)}"
        async with nobody(self.application) as vendor:
            taken = await vendor.post(
                path, content=body, headers={"Unipile-Auth": "sandbox-webhook-secret"}
            )
        assert taken.status_code == 200, taken.text
        await self._run("drain_inbound")

    async def _campaign(self, name: str, people: list[str]) -> str:
        body = {
            "name": f"{name} {self.mark}",
            "offer_id": self.one("offer"),
            "persona_id": self.one("persona"),
            "goal": f"Obtenir un rendez-vous {self.mark}",
            "mailbox_id": self.one("mailbox"),
            "linkedin_id": self.one("linkedin"),
        }
        campaign_id = str((await self.ask("POST", "/campaigns", json=body))["id"])
        steps = [{"kind": "email", "objective": f"Faire connaître {self.mark}"}]
        path = f"/campaigns/{campaign_id}"
        await self.ask("PUT", f"{path}/sequence", json={"steps": steps})
        enrolled = await self.ask("POST", f"{path}/prospects", json={"prospect_ids": people})
        assert enrolled["enrolled"] == len(people), enrolled
        lia = dict.fromkeys(("interest", "necessity", "balance"), f"Raison {self.mark}")
        await self.ask("POST", f"{path}/lia", json=lia)
        return campaign_id

    async def campaigns(self) -> None:
        running = await self._campaign("Automne", self.ids["prospect"][:_WRITTEN_TO])
        await self.ask("POST", f"/campaigns/{running}/launch")
        draft = await self._campaign("Hiver", self.ids["prospect"][_WRITTEN_TO : _WRITTEN_TO + 1])
        self.ids |= {"campaign": [running], "draft campaign": [draft]}
        shown = await self.ask("GET", f"/campaigns/{draft}")
        self.ids["step"] = [step["id"] for step in shown["steps"]]

    async def messages(self) -> None:
        await self._run("take_next_steps")
        waiting = (await self.ask("GET", "/reviews"))["items"]
        assert len(waiting) == _WRITTEN_TO, len(waiting)
        for review in waiting[:2]:
            await self.ask(
                "POST",
                f"/reviews/{review['draft_id']}/approve",
                json={"sha256": review["rendered"]["sha256"]},
            )
        await self._run()
        self.ids["draft"] = [review["draft_id"] for review in waiting[2:]]
        self.ids["action"] = [one["id"] for one in (await self.ask("GET", "/actions"))["items"]]

    async def conversation(self) -> None:
        senders = await self.ports.delivery.senders.list(self.id)
        mailbox = next(one for one in senders if one.id == self.one("mailbox"))
        address = f"claire-{PEOPLE - 1}@{self.mark}.example"
        told = {
            "event": "mail_received",
            "account_id": mailbox.account_ref,
            "email_id": f"m-{self.mark}",
            "message_id": f"<m-{self.mark}@{self.mark}.example>",
            "from_attendee": {"display_name": f"Claire {self.mark}", "identifier": address},
            "subject": f"Re: {self.mark}",
            "body_plain": f"Oui, parlons-en. {self.mark}",
            "origin": "external",
        }
        await self._vendor_tells(json.dumps(told))
        shown = (await self.ask("GET", "/conversations"))["items"]
        self.ids["conversation"] = [one["id"] for one in shown]

    async def enrichment(self) -> None:
        order = {
            "prospect_ids": self.ids["prospect without address"][:1],
            "fields": ["work_email"],
        }
        ordered = await self.ask("POST", "/enrichments", json=order)
        self.ids["enrichment"] = [ordered["batch_id"]]
        # The next order is for somebody who is not being looked up already.
        self.ids["prospect without address"].reverse()


async def _linked(world: httpx.AsyncClient) -> set[str]:
    """What the mail provider told, or tried to, about accounts linked at its page."""
    left = await world.get("/deliveries", params={"vendor": "unipile"})
    return {row["body"] for row in left.json() if "CREATION_SUCCESS" in row["body"]}


async def furnish(application: Application, ports: Ports, mark: str) -> Workspace:
    """Everything done and relayed: nothing of it is left to the workers."""
    client = await sign_up(application, f"Atelier {mark}")
    workspace_id = WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])
    made = Workspace(
        id=workspace_id, mark=mark, client=client, application=application, ports=ports
    )
    await made.salesbook()
    await made.people()
    await made.imports()
    await made.senders()
    await made.campaigns()
    await made.messages()
    await made.conversation()
    await made.enrichment()
    await drain_tasks(application)
    empty = [kind for kind, ids in made.ids.items() if not ids]
    assert not empty, f"the workspace has none of: {empty}"
    return made
