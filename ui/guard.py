"""Which presses count: none meant for the page before, no second stroke of a hand that trembles."""

from collections.abc import Callable

PAGE_SECONDS = 0.25
"""A press so soon after a page change was meant for the page before."""

STRIKE_SECONDS = 0.5
"""So long after an action no other is taken (EN 301 549, 5.8), wherever it lands: a hand that trembles does
not come down twice on the same place, and the page below it may be another one by then."""

LONG_AGO = -STRIKE_SECONDS


class Guard:
    """Knows when the page changed and when something was done; `clock` counts seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._changed = self._acted = LONG_AGO

    def page_changed(self) -> None:
        self._changed = self._clock()

    def acted(self) -> None:
        """Something was done that is no key of a pad."""
        self._acted = self._clock()

    def meant(self) -> None:
        """Another key came between: whoever moves the focus first does not tremble."""
        self._acted = LONG_AGO

    @property
    def settled(self) -> bool:
        """Whether the page stands long enough to be pressed."""
        return self._clock() - self._changed >= PAGE_SECONDS

    @property
    def takes_action(self) -> bool:
        return self.settled and self._calm

    @property
    def takes_character(self) -> bool:
        """A key of a pad: 11 is typed by two quick strokes, and no action on their page keeps them waiting.

        On a page that an action has brought it waits as long as an action does: until then it is the second
        stroke of that one, and would be a hidden digit that nobody meant.
        """
        return self.settled and (self._calm or self._changed < self._acted)

    @property
    def _calm(self) -> bool:
        return self._clock() - self._acted >= STRIKE_SECONDS
