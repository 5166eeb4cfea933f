"""What every simulator is given."""

from dataclasses import dataclass
from datetime import timedelta

from adapters.sandbox.clock import Clock
from adapters.sandbox.dials import Dials
from adapters.sandbox.posting import Poster
from adapters.sandbox.schedule import Schedule
from adapters.sandbox.settings import SandboxSettings
from adapters.sandbox.store import Store
from adapters.sandbox.world import World, draw, short_hash

_WORKING_SECONDS_A_DAY = 10.5 * 3600


@dataclass(slots=True)
class Parts:
    """Shared by the vendors, as the real ones share the one real world."""

    settings: SandboxSettings
    store: Store
    clock: Clock
    schedule: Schedule
    dials: Dials
    world: World
    post: Poster

    def new_id(self, kind: str, length: int = 22) -> str:
        """Url-safe, unguessable enough, and the same in a repeated run."""
        number = str(self.store.number(f"id-{kind}"))
        return short_hash(f"ids-{self.settings.seed}", kind, number, length=length)

    def new_hex(self, kind: str, length: int = 16) -> str:
        return self.new_id(kind, 43).encode().hex()[-length:]

    def days(self, count: float) -> timedelta:
        """Vendor days as the accelerated product lives them: nights and weekends do not exist."""
        return timedelta(seconds=count * _WORKING_SECONDS_A_DAY / self.settings.speed)

    def between(self, low: float, high: float, *about: object) -> float:
        """A repeatable figure drawn for this subject."""
        return draw(self.settings.seed, *about).uniform(low, high)
