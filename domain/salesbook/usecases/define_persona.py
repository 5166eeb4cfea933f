from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from domain.salesbook.model.persona import Persona
from domain.salesbook.model.salesbook import Salesbook
from domain.salesbook.usecases.revision import Revision
from domain.shared.actor import Actor
from domain.shared.ids import NewId, PersonaId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinePersona:
    """Add a persona (one without an id), or redefine the one with that id, as long as the
    Salesbook is at the expected version.
    """

    purpose: ClassVar[Purpose] = Purpose.SALESBOOK
    revision: Revision
    new_id: NewId

    async def __call__(
        self, actor: Actor, persona: Persona, *, expected: int = 0
    ) -> tuple[Salesbook, Persona]:
        fresh = PersonaId(self.new_id())

        def change(book: Salesbook, at: datetime) -> Persona:
            if persona.id:
                before = book.persona(persona.id)
                book.expect(expected)
                redefined = persona.with_criterion_ids(before, self.new_id)
                return book.redefine_persona(redefined, at=at)
            added = replace(persona, id=fresh).with_criterion_ids(None, self.new_id)
            return book.add_persona(added, at=at)

        return await self.revision.run(actor, change)
