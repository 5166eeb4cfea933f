"""A workspace with at least one of everything, built over the API, all its texts marked."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import httpx

from adapters.bootstrap.ports import Ports
from adapters.bootstrap.ports.unipile import unipile_path_token
from domain.accounts.model.form import NewPerson
from domain.application import Application
from domain.delivery.model.action import ActionKind
from domain.delivery.model.sender import SenderKind, SenderState
from domain.inbox.model.answer_draft import AnswerDraft, DraftedLine
from domain.privacy.model.changes import AcceptanceMode, Change, ChangeNotice, Subject
from domain.privacy.model.requests import RightsKind
from domain.shared.actor import Role
from domain.shared.ids import (
    ActionId,
    AnswerDraftId,
    CampaignId,
    ConversationId,
    MandateId,
    MessageId,
    ProspectId,
    SenderId,
    WorkspaceId,
)
from tests.builders import a_mandate, a_sender, an_action
from tests.conftest import PASSWORD, drain_tasks, nobody, open_the_shop, sign_up
from workers.task import TASKS

PEOPLE = 13
_WRITTEN_TO = 8
# Nobody is the twin of another: near-identical texts of one day are blocked (GEN-5).
_COMPANIES = (
    *("Transports Giraud", "Fonderie des Alpes", "Laiterie Perrin", "Menuiserie du Lac"),
    *("Imprimerie Vasseur", "Clinique Beaulieu", "Cartonnages Royer", "Domaine Sauvage"),
    *("Ascenseurs Colin", "Papeterie Monge", "Chantiers Keller", "Brasserie Nogent"),
    *("Optique Delmas", "Vergers Tissot"),
)
_TITLES = (
    *("Directrice commerciale", "Responsable commerciale export", "Cheffe des ventes"),
    *("Adjointe à la direction commerciale", "Pilote du réseau commercial"),
    *("Directrice des comptes", "Animatrice commerciale régionale", "Chargée du négoce"),
    *("Déléguée commerciale", "Coordinatrice des devis", "Responsable grands comptes"),
)


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

    async def team(self) -> None:
        """A colleague, somebody invited, and a second session of the owner."""
        accounts = self.application.accounts
        owner = await accounts.authenticate(self.client.cookies["__Host-sid"])
        assert owner is not None
        assert owner.actor is not None
        person = NewPerson(
            first_name="Léo",
            last_name=f"Petit {self.mark}",
            email=f"leo@{self.mark}.example",
            password=PASSWORD,
            policy_version=(await self.ask("GET", "/policy"))["version"],
        )
        colleague = await accounts.add_member(owner.actor, person, Role.MEMBER)
        leaver = replace(person, first_name="Luc", email=f"luc@{self.mark}.example")
        gone = await accounts.add_member(owner.actor, leaver, Role.MEMBER)
        invited = {"email": f"new@{self.mark}.example", "role": "viewer"}
        invitation = await self.ask("POST", "/team/invitations", json=invited)
        async with nobody(self.application) as elsewhere:
            known = {"email": owner.session.person.email.value, "password": PASSWORD}
            await elsewhere.post("/api/v1/sign-in", json=known)
        sessions = (await self.ask("GET", "/me/sessions"))["items"]
        key = {"name": f"CRM {self.mark}", "scopes": ["prospects:read"]}
        issued = await self.ask("POST", "/integrations/keys", json=key)
        hook = {
            "url": f"{self.ports.settings.webhook_sink}/{self.mark}",
            "types": ["prospect.created"],
        }
        told = await self.ask("POST", "/integrations/hooks", json=hook)
        spare = await self.ask("POST", "/integrations/hooks", json=hook)
        pinged = await self.ask("POST", f"/integrations/hooks/{told['hook']['id']}/ping")
        self.ids |= {
            "user": [colleague.user_id],
            "user to go": [gone.user_id],
            "invitation": [invitation["id"]],
            "session": [one["id"] for one in sessions if not one["is_current"]],
            "workspace": [self.id],
            "key": [issued["key"]["id"]],
            "hook": [told["hook"]["id"]],
            "spare hook": [spare["hook"]["id"]],
            "hook_delivery": [pinged["id"]],
        }

    async def billing(self) -> None:
        """A plan paid for at the payment page, and its first invoice."""
        await open_the_shop(self.ports.settings.stripe_url)
        asked = {"lookup_key": "pro_m_eur_v1", "quantity": 5}
        page = await self.ask("POST", "/billing/checkout", json=asked)
        async with httpx.AsyncClient(trust_env=False) as browser:
            done = await browser.post(page["url"], data={"outcome": "pay", "country": "FR"})
        checkout = done.headers["location"].partition("session_id=")[2]
        await self.ask("POST", "/billing/return", json={"session_id": checkout})
        invoices = (await self.ask("GET", "/billing/invoices"))["items"]
        self.ids |= {"checkout": [checkout], "invoice": [one["id"] for one in invoices]}

    async def salesbook(self) -> None:
        host = f"{self.mark}.example"
        company = {
            "name": f"Atelier {self.mark}",
            "legal_name": f"Atelier {self.mark} SAS",
            "description": f"Devis {self.mark}",
            "postal_address": f"4 rue {self.mark}, 59000 Lille",
            "legal_kind": "legal",
            "register_number": "732 829 320",
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
            "company": f"{_COMPANIES[number % len(_COMPANIES)]} {self.mark}",
            "job_title": f"{_TITLES[number % len(_TITLES)]} {self.mark}",
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
        await self._run()
        companies = (await self.ask("GET", "/companies"))["items"]
        self.ids["company"] = [one["id"] for one in companies]
        self.ids["prospect without address"] = nowhere
        self.ids["prospect in no campaign"] = self.ids["prospect"][-2:-1]
        self.ids["prospect who objects"] = self.ids["prospect"][-3:-2]
        for prospect_id in self.ids["prospect"][:2]:
            await self.ask("POST", f"/prospects/{prospect_id}/tags", json={"tag": self.mark})

    async def scores(self) -> None:
        """Two dated events about one person, and what a member thinks of the proposal."""
        path = f"/prospects/{self.one('prospect')}"
        event = {
            "kind": "hiring",
            "strength": "strong",
            "source_url": f"https://{self.mark}.example/emplois",
            "seen_on": self.ports.delivery.clock.now().date().isoformat(),
        }
        for kind in ("signal", "spare signal"):
            text = f"Recrute à {kind} {self.mark}"
            made = await self.ask("POST", f"{path}/signals", json=event | {"text": text})
            self.ids[kind] = [made["id"]]
        given = await self.ask("POST", f"{path}/feedback", json={"reason": "other"})
        self.ids["feedback"] = [given["id"]]

    async def twins(self) -> None:
        """Two records that became one, and one more that could."""
        name = f"Double {self.mark}"
        same = [
            await self._person(number, last_name=name) for number in range(PEOPLE + 2, PEOPLE + 5)
        ]
        body = {"other_id": same[1], "choices": {}}
        merge = await self.ask("POST", f"/prospects/{same[0]}/merges", json=body)
        self.ids |= {"merge": [merge["id"]], "namesake": same[2:]}

    async def rights(self) -> None:
        """One request of a person for each decision, and a declared incident."""
        for kind, right in (
            ("request", RightsKind.RECTIFICATION),
            ("request to grant", RightsKind.HUMAN),
            ("request to refuse", RightsKind.ACCESS),
            ("request to extend", RightsKind.PORTABILITY),
        ):
            made = await self.application.privacy.receive.by_link(
                self.id,
                ProspectId(self.one("prospect")),
                kind=right,
                message=self.mark,
                language="fr",
            )
            self.ids[kind] = [made.id]
        found = {"nature": "integrity", "severity": "low", "description": self.mark}
        known = {"detected_at": "2026-11-02T08:00:00Z", "aware_at": "2026-11-02T09:00:00Z"}
        declared = await self.ask("POST", "/incidents", json=found | known)
        self.ids["incident"] = [declared["id"]]
        change = Change(
            subject=Subject.TERMS,
            ref="2099-01",
            title=self.mark,
            reason="legal",
            summary=self.mark,
            summary_en=self.mark,
            effective_on=date(2099, 1, 1),
            mode=AcceptanceMode.CONTINUED_USE,
        )
        notice = ChangeNotice.of(self.id, change, at=self.application.plumbing.wall.now())
        await self.ports.privacy.changes.add(notice)
        self.ids["notice"] = [notice.id]
        taken = {"scope": "prospects", "format": "csv", "purpose": "Copie", "acknowledged": True}
        export = await self.ask("POST", "/exports", json=taken)
        await self._run()
        self.ids["export"] = [export["id"]]
        self.ids["prospect to let go"] = self.ids["prospect"][-1:]

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
            for name in ("mailbox", "linkedin", "sender to leave"):
                kind = "linkedin" if name == "linkedin" else "mailbox"
                link = await self.ask("POST", "/senders/connect", json={"kind": kind})
                choice = {
                    "outcome": "success",
                    "address": f"{name.replace(' ', '-')}@{self.mark}.example",
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
                self.ids[name] = [link["sender_id"]]
        self.ids["sender"] = [self.one("linkedin")]
        self.ids["held sender"] = [await self._held()]
        shown = (await self.ask("GET", "/senders"))["items"]
        states = [one["state"] for one in shown if one["id"] != self.one("held sender")]
        assert states == ["connected"] * 3, shown

    async def _held(self) -> str:
        """A LinkedIn account of nobody's that its health holds, its rest over."""
        held = a_sender(
            id=SenderId(self.ports.delivery.new_id()),
            workspace_id=self.id,
            kind=SenderKind.LINKEDIN,
            state=SenderState.DISCONNECTED,
            account_ref=f"held-{self.mark}",
            display_name=self.mark,
        )
        await self.ports.delivery.senders.add(held)
        at = self.ports.delivery.clock.now()
        await self.ports.delivery.keeper.change_account(
            self.id, held.id, lambda gate: gate.hold_for_health("bounces", timedelta(0), at=at)
        )
        return str(held.id)

    async def _prepared(self) -> str:
        """An invitation that LEO prepared for a person to send."""
        now = self.ports.delivery.clock.now()
        prepared = an_action(
            id=ActionId(self.ports.delivery.new_id()),
            workspace_id=self.id,
            kind=ActionKind.INVITATION,
            sender_id=SenderId(self.one("held sender")),
            prospect_id=ProspectId(self.one("prospect")),
            intent=f"prepared:{self.mark}",
            planned_at=now,
            since=now,
            not_before=now + timedelta(days=9),
            next_at=now + timedelta(days=9),
            campaign_id=None,
            enrolment_id=None,
            step_id=None,
        )
        await self.ports.delivery.actions.add(prepared)
        return str(prepared.id)

    async def _vendor_tells(self, body: str) -> None:
        path = f"/webhooks/unipile/{unipile_path_token(self.ports.settings)}"
        async with nobody(self.application) as vendor:
            taken = await vendor.post(
                path, content=body, headers={"Unipile-Auth": "sandbox-webhook-secret"}
            )
        assert taken.status_code == 200, taken.text
        await self._run("drain_inbound")

    async def people_searches(self) -> None:
        sender_id = self.one("linkedin")
        path = f"/people-search/accounts/{sender_id}/consent"
        await self.ask("PUT", path, json={"understood": True})
        body = {"sender_id": sender_id, "source": "sales_navigator", "keywords": "directeur"}
        found = await self.ask("POST", "/people-searches", json=body)
        kept = {"search_id": found["id"], "name": f"Directions {self.mark}", "every": "week"}
        saved = await self.ask("POST", "/saved-searches", json=kept)
        self.ids |= {"search": [found["id"]], "saved_search": [saved["id"]]}
        titled = {"field": "title", "operator": "contains", "values": [self.mark]}
        view = {"name": f"Vue {self.mark}", "filter": {"all": [titled]}}
        self.ids["saved_view"] = [(await self.ask("POST", "/saved-views", json=view))["id"]]
        cleared = {"text": f"Ligue contre le cancer {self.mark}", "reason": "Nom d’un client"}
        made = await self.ask("POST", "/sensitive-clearances", json=cleared)
        self.ids["clearance"] = [made["id"]]

    async def _campaign(self, name: str, people: list[str], *first: str) -> str:
        """One e-mail, after these steps."""
        body = {
            "name": f"{name} {self.mark}",
            "offer_id": self.one("offer"),
            "persona_id": self.one("persona"),
            "goal": f"Obtenir un rendez-vous {self.mark}",
            "mailbox_id": self.one("mailbox"),
            "linkedin_id": self.one("linkedin"),
        }
        campaign_id = str((await self.ask("POST", "/campaigns", json=body))["id"])
        mail = {"kind": "email", "objective": f"Faire connaître {self.mark}"}
        steps = [*({"kind": kind} for kind in first), mail]
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
        edited = await self._campaign("Printemps", self.ids["prospect"][_WRITTEN_TO + 1 :][:1])
        shown = await self.ask("GET", f"/campaigns/{edited}")
        self.ids |= {
            "campaign to edit": [edited],
            "step to edit": [step["id"] for step in shown["steps"]],
        }
        by_hand = self.ids["prospect without address"][1:2]
        visited = await self._campaign("Visites", by_hand, "linkedin_visit")
        await self.ask("POST", f"/campaigns/{visited}/launch")
        enrolled = await self.ask("GET", f"/campaigns/{running}/prospects")
        self.ids["enrolment"] = [one["enrolment_id"] for one in enrolled["items"]]
        rehearsed = [
            (await self.ask("POST", f"/campaigns/{one}/simulations"))["id"]
            for one in (draft, running)
        ]
        self.ids["simulation"] = rehearsed
        # A trial signs none: it stands in the store as if signed under another plan.
        mandate = a_mandate(
            id=MandateId(self.ports.shared.new_id()),
            workspace_id=self.id,
            campaign_id=CampaignId(draft),
            active_key=draft,
        )
        await self.ports.campaigns.mandates.add(mandate)
        self.ids["mandate"] = [mandate.id]

    async def messages(self) -> None:
        await self._run("take_next_steps")
        tasks = await self.ask("GET", "/tasks")
        self.ids["task"] = [one["id"] for one in tasks["items"]]
        self.ids["campaign with a task"] = [one["campaign_id"] for one in tasks["items"]]
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
        self.ids["prepared action"] = [await self._prepared()]
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
        thread = self.one("conversation")
        said = (await self.ask("GET", f"/conversations/{thread}"))["messages"]
        proposal = AnswerDraft(
            id=AnswerDraftId(f"proposal-{self.mark}"),
            workspace_id=self.id,
            conversation_id=ConversationId(thread),
            prospect_id=ProspectId(shown[0]["prospect"]["id"]),
            to_message_id=MessageId(said[-1]["id"]),
            made_at=self.ports.shared.clock.now(),
            lines=(DraftedLine(text=f"Bonjour {self.mark}"),),
            heard=(),
            warnings=(),
            vendor="openai",
            model="gpt-6-luna",
            prompt_version="write_message/3",
            reading_version="extract_reply/1",
            input_tokens=1,
            output_tokens=1,
        )
        await self.ports.inbox.answer_drafts.add(proposal)
        self.ids["proposal"] = [proposal.id]
        words = {"text": f"Bonjour {self.mark}"}
        held = await self.ask("POST", f"/conversations/{thread}/answer", json=words)
        self.ids["message"] = [held["id"]]

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
    await made.team()
    await made.billing()
    await made.salesbook()
    await made.people()
    await made.scores()
    await made.twins()
    await made.imports()
    await made.senders()
    await made.people_searches()
    await made.campaigns()
    await made.messages()
    await made.conversation()
    await made.enrichment()
    await made.rights()
    await drain_tasks(application)
    empty = [kind for kind, ids in made.ids.items() if not ids]
    assert not empty, f"the workspace has none of: {empty}"
    return made
