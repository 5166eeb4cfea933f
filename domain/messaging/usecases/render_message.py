"""See RenderMessage."""

import re
from dataclasses import dataclass
from html import escape

from domain.messaging.model.brief import Brief, Language, MessageKind
from domain.messaging.model.draft import Rendered, Segment
from domain.messaging.model.gate import MAX_NOTE
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
            "professionnels. Message rédigé avec l’aide d’une IA et relu par une personne avant "
            "l’envoi."
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
            "our legitimate interest in offering our services to professionals. Drafted with AI "
            "help and reviewed by a person before sending."
        ),
        "Stop our messages: {objection} or reply STOP. It is free and needs no reason.",
        "Your rights and all details: {notice} or {rights_email}",
    ),
}
_NOTE_LINE = {
    Language.FR: "{who}. STOP pour s’opposer",
    Language.EN: "{who}. Reply STOP to object",
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
        return MAX_NOTE - len(self._note_line(brief)) - 1

    def __call__(
        self, workspace_id: WorkspaceId, brief: Brief, subject: str, segments: tuple[Segment, ...]
    ) -> Rendered:
        body = body_of(segments, brief.step.kind)
        if brief.step.kind is MessageKind.LINKEDIN_NOTE:
            text = f"{body}\n{self._note_line(brief)}"
            return Rendered.of(subject="", text=text, html="", headers={})
        objection = f"{self.public_url}/u/{self._token('objection', workspace_id, brief)}"
        notice = f"{self.public_url}/p/{self._token('notice', workspace_id, brief)}"
        signature, *lines = self._notice(brief, objection=objection, notice=notice)
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
        return _NOTE_LINE[brief.language].format(who=who)

    @staticmethod
    def _notice(brief: Brief, *, objection: str, notice: str) -> list[str]:
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
        return [line.format_map(told) for line in _E_MAIL_NOTICE[brief.language]]


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
