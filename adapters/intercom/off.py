"""No support desk: nothing is sent anywhere. What still waits to be deleted goes on waiting."""

from domain.support.errors import DeskDown
from domain.support.model import PersonCard


class NoDesk:
    async def put(self, contact_id: str, person: PersonCard) -> str:
        del contact_id, person
        raise DeskDown

    async def find(self, contact_id: str) -> str:
        del contact_id
        raise DeskDown

    async def delete(self, contact_id: str, desk_ref: str) -> None:
        del contact_id, desk_ref
        raise DeskDown
