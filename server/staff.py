"""The floor staff's page: who waits for help at which kiosk, slips to decide, machines that need somebody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from server.store import Session, SlipDecision
from server.stream import LOOK_SECONDS, Frame, event_stream
from server.views.staff import StaffBody, StaffPage, staff_body
from server.web import FRAGMENT, FormText, SignedIn, Web

WATCHED_FOR = timedelta(seconds=2 * LOOK_SECONDS + 15)
"""An open page looks every LOOK_SECONDS, or loads itself again; then it counts as closed."""


class Watch:
    """Whether a staff page is open: only then may a kiosk say that staff have heard. In memory: a page that
    is open after a restart looks again at once."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._looked_at: datetime | None = None

    def looked(self) -> None:
        self._looked_at = self._clock()

    def watched(self) -> bool:
        return self._looked_at is not None and self._clock() - self._looked_at < WATCHED_FOR


def stays(session: Session) -> bool:
    """Whether an open staff page keeps this sign-in. A counter locks by its own presses, and an admin's pages
    give out tokens and sign-ins: neither is to stand open behind a page that nobody looks at."""
    return session.counter_id is None and not session.officer.admin


def staff_routes(web: Web, watch: Watch) -> APIRouter:
    router = APIRouter(prefix="/staff", include_in_schema=False)
    _show(router, web, watch)
    _decide(router, web, watch)
    return router


def _show(router: APIRouter, web: Web, watch: Watch) -> None:
    def watching(request: Request) -> SignedIn | None:
        """An open page is a watch, and keeps the sign-in of who watches."""
        who = web.who(request, touch=False)
        if who is None or who.session.locked:
            return None
        return web.who(request) if stays(who.session) else who

    @router.get("")
    def staff_page(request: Request) -> Response:
        who = watching(request) or web.signed_in(request, touch=False)
        return web.page("staff.html", StaffPage(web.head(who), _body(web, watch, who)))

    @router.get("/stream")
    def staff_stream(request: Request) -> Response:
        def look() -> Frame | None:
            who = watching(request)
            if who is None:
                return None
            drawn = _body(web, watch, who)
            # No fact stands for a wish: whoever comes back is shown what stands now, by a number of its own.
            return Frame(int(web.clock().timestamp()), drawn, lambda: web.render("staff_body.html", drawn))

        if watching(request) is None:
            raise HTTPException(401, "forbidden")
        return event_stream(request, web.notifier, look)


def _decide(router: APIRouter, web: Web, watch: Watch) -> None:
    Sender = Annotated[SignedIn, Depends(web.sender)]

    @router.post("/help")
    def take_up(
        request: Request,
        who: Sender,
        state: Annotated[Literal["coming", "over"], Form()],
        kiosk_id: FormText = "",
        help_id: FormText = "",
    ) -> Response:
        """What somebody else has done already changes nothing, and the page shows it."""
        web.store.take_up_help(
            kiosk_id=kiosk_id,
            help_id=help_id,
            state=state,
            officer_id=who.session.officer.officer_id,
            now=web.clock(),
        )
        return answer(request, who)

    @router.post("/slips")
    def decide_slip(
        request: Request,
        who: Sender,
        slip: Annotated[SlipDecision, Form()],
        kiosk_id: FormText = "",
        job_id: FormText = "",
    ) -> Response:
        """The first decision stands; the page shows what is left to decide."""
        web.store.decide_slip(
            kiosk_id=kiosk_id,
            job_id=job_id,
            decision=slip,
            officer_id=who.session.officer.officer_id,
            now=web.clock(),
        )
        return answer(request, who)

    def answer(request: Request, who: SignedIn) -> Response:
        if FRAGMENT in request.headers:
            return web.page("staff_body.html", _body(web, watch, who))
        return RedirectResponse("/staff", 303)


def _body(web: Web, watch: Watch, who: SignedIn) -> StaffBody:
    watch.looked()
    now = web.clock()
    return staff_body(
        web.store.help_wishes(now=now),
        web.store.kiosks(),
        web.store.undecided_slips(),
        now=now,
        csrf=who.session.csrf,
        stays=stays(who.session),
    )
