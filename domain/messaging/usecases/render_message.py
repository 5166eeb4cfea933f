"""See RenderMessage."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from domain.messaging.model.brief import Brief, Language, MessageKind
from domain.messaging.model.draft import Rendered, Segment
from domain.messaging.model.gate import MAX_NOTE, MAX_PAID_NOTE
from domain.shared.ids import WorkspaceId
from domain.shared.tokens import Sealer

_LINK = re.compile(r"https?://[^\s<>\"»)]+[^\s<>\"»).,;:!?]")

_E_MAIL_NOTICE = {
    Language.FR: (
        "{sender}\n{company}, {postal_address}",
        (
            "Proposition commerciale de {company} au sujet de « {offer} ». Nous vous écrivons pour "
            "votre fonction{function}. Vos coordonnées professionnelles viennent de : {source} "
            "({date}). Base légale : notre intérêt légitime à proposer nos services à des "
            "professionnels.{ai}"
        ),
        (
            "Ne plus recevoir nos messages : {objection} ou répondez STOP. C’est gratuit et sans "
            "justification."
        ),
        "Vos droits et toutes les informations : {notice} ou {rights_email}",
    ),
    Language.EN: (
        "{sender}\n{company}, {postal_address}",
        (
            "Commercial proposal from {company} about “{offer}”. We write to you because of your "
            "role{function}. Your professional details come from: {source} ({date}). Legal basis: "
            "our legitimate interest in offering our services to professionals.{ai}"
        ),
        "Stop our messages: {objection} or reply STOP. It is free and needs no reason.",
        "Your rights and all details: {notice} or {rights_email}",
    ),
}
_NOTE_LINE = {
    Language.FR: "{who}. STOP pour s’opposer",
    Language.EN: "{who}. Reply STOP to object",
}
# Which sentence about AI a message carries, by how it leaves (compliance.md A12, product.md 6.17):
# none is owed where a person read it, and one cannot be left out where nobody did.
_UNATTENDED = {
    Language.FR: " Message rédigé et envoyé par un système d’IA pour {company}.",
    Language.EN: " Written and sent by an AI system for {company}.",
}
_UNATTENDED_NOTE = {Language.FR: " (IA)", Language.EN: " (AI)"}
_CALL_LINES = {
    Language.FR: (
        (
            "À dire au début : « {sender}, de la société {company}. Je vous appelle pour une "
            "proposition commerciale au sujet de {offer}. »"
        ),
        (
            "Si la personne demande d’où vient son numéro : {source}, le {date}. Ses droits et "
            "toutes les informations : {notice} ou {rights_email}."
        ),
        (
            "Si la personne s’oppose (« ne m’appelez plus », STOP) : confirmez, raccrochez, "
            "choisissez « S’oppose ». Plus personne ne la contacte."
        ),
    ),
    Language.EN: (
        (
            "Say at the start: “{sender}, from {company}. I am calling with a commercial proposal "
            "about {offer}.”"
        ),
        (
            "If they ask where their number comes from: {source}, on {date}. Their rights and all "
            "details: {notice} or {rights_email}."
        ),
        (
            "If they object (“do not call me again”, STOP): confirm, hang up, choose “Objects”. "
            "Nobody contacts them any more."
        ),
    ),
}
_LONG_PAIR = 60
_FUNCTION = {
    Language.FR: " de {job_title} chez {company}",
    Language.EN: " as {job_title} at {company}",
}
_FUNCTION_ALONE = {Language.FR: " chez {company}", Language.EN: " at {company}"}


def body_of(segments: tuple[Segment, ...], kind: MessageKind) -> str:
    """The text that was written: one paragraph per segment, one line for a note."""
    joint = " " if kind is MessageKind.LINKEDIN_NOTE else "\n\n"
    return joint.join(segment.text.strip() for segment in segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderMessage:
    """Add by code what the law wants in every message, and fix the exact bytes.

    Who writes and from where, why, with which data and on what basis, and two free ways to
    object (obligations 57 to 61; compliance.md L1, A12, A15; RFC 8058). No image, no pixel, no
    rewritten link. An invitation note has 200 characters, so it names who writes and takes STOP;
    the full notice comes with the first message that has room for it.
    """

    sealer: Sealer
    public_url: str

    def note_budget(self, brief: Brief) -> int:
        """Characters that an invitation note has left for what is written."""
        most = MAX_PAID_NOTE if brief.sender.is_paid else MAX_NOTE
        return most - len(self._note_line(brief)) - 1

    def __call__(
        self, workspace_id: WorkspaceId, brief: Brief, subject: str, segments: tuple[Segment, ...]
    ) -> Rendered:
        body = body_of(segments, brief.step.kind)
        if brief.step.kind.is_bare:
            return Rendered.of(subject="", text="", html="", headers={})
        if brief.step.kind is MessageKind.LINKEDIN_NOTE:
            text = f"{body}\n{self._note_line(brief)}"
            return Rendered.of(subject="", text=text, html="", headers={})
        objection = f"{self.public_url}/u/{self._token('objection', workspace_id, brief)}"
        notice = f"{self.public_url}/p/{self._token('notice', workspace_id, brief)}"
        signature, *lines = self._notice(_E_MAIL_NOTICE, brief, objection=objection, notice=notice)
        if brief.step.kind is MessageKind.CALL_SCRIPT:
            said = self._notice(_CALL_LINES, brief, objection=objection, notice=notice)
            text = "\n\n".join([said[0], body, *_known_objections(brief), *said[1:]])
            return Rendered.of(subject="", text=text, html="", headers={})
        if brief.step.kind is not MessageKind.EMAIL:
            text = "\n\n".join([body, signature, *lines])
            return Rendered.of(subject=subject.strip(), text=text, html="", headers={})
        return Rendered.of(
            subject=f"Re: {brief.thread_subject}" if brief.thread_subject else subject.strip(),
            text="\n\n".join([body, signature, "-- ", "\n\n".join(lines)]) + "\n",
            html=_html(body, signature, lines),
            headers={
                "List-Unsubscribe": f"<{objection}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )

    def _token(self, kind: str, workspace_id: WorkspaceId, brief: Brief) -> str:
        return self.sealer.seal(kind, workspace_id, brief.prospect.id)

    @staticmethod
    def _note_line(brief: Brief) -> str:
        """The profile that invites shows the person's name, so a long pair keeps the company."""
        who = f"{brief.sender.display_name}, {brief.salesbook.company.name}"
        if len(who) > _LONG_PAIR:
            who = brief.salesbook.company.name
        if not brief.step.is_reviewed:
            who += _UNATTENDED_NOTE[brief.language]
        return _NOTE_LINE[brief.language].format(who=who)

    @staticmethod
    def _notice(
        texts: Mapping[Language, tuple[str, ...]], brief: Brief, *, objection: str, notice: str
    ) -> list[str]:
        company, prospect = brief.salesbook.company, brief.prospect
        french = brief.language is Language.FR
        function = ""
        if prospect.company:
            known = _FUNCTION if prospect.job_title else _FUNCTION_ALONE
            function = known[brief.language].format(
                job_title=prospect.job_title, company=prospect.company
            )
        told = {
            "sender": brief.sender.display_name,
            "company": company.legal_name or company.name,
            "postal_address": " ".join(company.postal_address.split()),
            "offer": brief.salesbook.offer.name,
            "function": function,
            "source": prospect.source,
            "date": prospect.collected_on.strftime("%d/%m/%Y" if french else "%d %B %Y"),
            "objection": objection,
            "notice": notice,
            "rights_email": company.rights_email,
        }
        ai = "" if brief.step.is_reviewed else _UNATTENDED[brief.language].format_map(told)
        return [line.format_map({**told, "ai": ai}) for line in texts[brief.language]]


def _known_objections(brief: Brief) -> list[str]:
    """The offer's own words, never a model's."""
    french = brief.language is Language.FR
    quoted = "« {0} » : {1}" if french else "“{0}”: {1}"
    lines = [
        quoted.format(one.strip(), answer.strip())
        for one, answer in brief.salesbook.offer.objections
    ]
    if not lines:
        return []
    return ["\n".join(["Si la personne hésite :" if french else "If they hesitate:", *lines])]


def _html(body: str, signature: str, lines: list[str]) -> str:
    paragraphs = "".join(f"<p>{_paragraph(one)}</p>" for one in body.split("\n\n"))
    small = "".join(f"<p>{_paragraph(one)}</p>" for one in lines)
    return (
        '<!doctype html><html><head><meta charset="utf-8"></head><body>'
        f"{paragraphs}<p>{_paragraph(signature)}</p>"
        f'<hr><div style="font-size:12px;color:#555">{small}</div></body></html>'
    )


def _paragraph(text: str) -> str:
    """Escaped text whose addresses open exactly what they show."""
    made, end = [], 0
    for link in _LINK.finditer(text):
        made.append(escape(text[end : link.start()]))
        made.append(f'<a href="{escape(link.group())}">{escape(link.group())}</a>')
        end = link.end()
    made.append(escape(text[end:]))
    return "".join(made).replace("\n", "<br>")
