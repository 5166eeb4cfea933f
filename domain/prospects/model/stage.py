"""Where a prospect stands in the workspace's selling (SRC-8)."""

from enum import StrEnum


class Stage(StrEnum):
    """In order. LEO only moves forward; going back, WON and LOST are for people."""

    NEW = "new"
    CONTACTED = "contacted"
    IN_CONVERSATION = "in_conversation"
    INTERESTED = "interested"
    MEETING_BOOKED = "meeting_booked"
    WON = "won"
    LOST = "lost"

    def is_after(self, other: "Stage") -> bool:
        order = list(Stage)
        return order.index(self) > order.index(other)

    @property
    def is_closed(self) -> bool:
        return self in {Stage.WON, Stage.LOST}
