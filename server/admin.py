"""The admin page: officers, counters, kiosks, their one-time enrolment tokens."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from server.clock import SiteClock
from server.store import ENROLMENT_MINUTES, LEAST_PASSWORD
from server.views.admin import AdminPage, AdminProblem, NewKiosk, board_lines
from server.views.kiosks import kiosk_lines
from server.views.officers import counter_line
from server.web import FormText, SignedIn, Web

COUNTER_NUMBER = re.compile(r"[A-Za-z0-9]+([ ./-][A-Za-z0-9]+)*")
"""The signs that the board can say, and what may part them."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The one page that every route here comes back to."""

    web: Web
    clock: SiteClock
    voice_key: str

    def draw(
        self, who: SignedIn, *, problem: AdminProblem | None = None, new_kiosk: NewKiosk | None = None
    ) -> Response:
        web, store, now = self.web, self.web.store, self.web.clock()
        counters = store.counters()
        open_agencies = {one.agency for one in counters}
        waiting = store.waiting_by_agency(web.site.day(now))
        page = AdminPage(
            head=web.head(who),
            officers=store.officers(),
            counters=tuple(counter_line(one, web.site) for one in counters),
            without_counter={one: n for one, n in waiting.items() if one not in open_agencies},
            numbering=store.numbering(now=now),
            clock_error=self.clock.error(),
            named_ahead=self.clock.ahead(),
            machine_day=web.site.day(self.clock.wall()),
            kiosks=kiosk_lines(store.kiosks(), now=now),
            agencies=web.site.agencies,
            boards=board_lines(web.site, self.voice_key),
            shown=store.shown(now=now),
            alarms=store.alarms(now=now),
            leftovers=store.leftovers(now=now),
            new_kiosk=new_kiosk,
            problem=problem,
            clock=web.site.local(now),
        )
        return web.page("admin.html", page, 422 if problem else 200)


def admin_routes(web: Web, clock: SiteClock, voice_key: str) -> APIRouter:
    """`voice_key`: see board.voice_key."""
    router = APIRouter(prefix="/admin", include_in_schema=False)
    page = _Page(web, clock, voice_key)

    @router.get("")
    def admin_page(request: Request) -> Response:
        return page.draw(web.admin(request))

    _counters(router, web, page)
    _kiosks(router, web, page)
    _days(router, web, clock)
    return router


def _counters(router: APIRouter, web: Web, page: _Page) -> None:
    """Who serves, and where."""
    Sender = Annotated[SignedIn, Depends(web.sending_admin)]

    @router.post("/officers")
    def add_officer(
        who: Sender,
        name: FormText = "",
        display_name: FormText = "",
        password: FormText = "",
        admin: FormText = "",
    ) -> Response:
        name, display_name = name.strip(), display_name.strip()
        if not name or not display_name:
            return page.draw(who, problem="empty")
        if len(password) < LEAST_PASSWORD:
            return page.draw(who, problem="weak_password")
        added = web.store.add_officer(
            name=name, display_name=display_name, password=password, admin=bool(admin)
        )
        if added == "taken":
            return page.draw(who, problem="officer_taken")
        return RedirectResponse("/admin", 303)

    @router.post("/counters")
    def add_counter(
        who: Sender, number: FormText = "", agency: FormText = "", place: FormText = ""
    ) -> Response:
        if not number.strip():
            return page.draw(who, problem="empty")
        if not COUNTER_NUMBER.fullmatch(number.strip()):
            return page.draw(who, problem="counter_number")
        if agency not in web.site.agencies:
            return page.draw(who, problem="unknown_agency")
        added = web.store.add_counter(number=number.strip(), agency=agency, place=place.strip())
        if added == "taken":
            return page.draw(who, problem="counter_taken")
        return RedirectResponse("/admin", 303)


def _kiosks(router: APIRouter, web: Web, page: _Page) -> None:
    Sender = Annotated[SignedIn, Depends(web.sending_admin)]

    @router.post("/kiosks")
    def add_kiosk(request: Request, who: Sender, name: FormText = "") -> Response:
        """Answers with the page itself: the token is shown once and stands in no address."""
        if not name.strip():
            return page.draw(who, problem="empty")
        token = web.store.enrolment_token(kiosk_name=name.strip(), now=web.clock())
        address = str(request.base_url).rstrip("/")
        command = (
            "./anjungan kiosk --profile config/profiles/PROFILE --state /var/lib/anjungan"
            f" --server {address} --enrol {token} --printer tcp://PRINTER:9100"
        )
        return page.draw(who, new_kiosk=NewKiosk(name.strip(), token, command, ENROLMENT_MINUTES))

    @router.post("/kiosks/{kiosk_id}/revoke")
    def revoke_kiosk(_: Sender, kiosk_id: str) -> Response:
        """From now on the kiosk is a stranger; what it brought stays, and a new token lets it in again."""
        if not web.store.revoke(kiosk_id=kiosk_id, now=web.clock()):
            raise HTTPException(404, "not_found")
        return RedirectResponse("/admin", 303)

    @router.post("/kiosks/{kiosk_id}/absent")
    def declare_absent(_: Sender, kiosk_id: str) -> Response:
        """A kiosk that has spoken meanwhile is not absent: then the page says so by itself."""
        web.store.declare_absent(kiosk_id=kiosk_id, now=web.clock())
        return RedirectResponse("/admin", 303)


def _days(router: APIRouter, web: Web, clock: SiteClock) -> None:
    """What the server believes of time."""
    Sender = Annotated[SignedIn, Depends(web.sending_admin)]

    @router.post("/clock")
    def believe_clock(_: Sender) -> Response:
        """Somebody has looked at a watch: the kiosks are wrong, and the server is right."""
        clock.believe()
        return RedirectResponse("/admin", 303)

    @router.post("/day")
    def lower_day(who: Sender) -> Response:
        """The same; and the days that were named by a wrong clock were none."""
        now, officer_id = clock.wall(), who.session.officer.officer_id
        web.store.lower_day(day=web.site.day(now), officer_id=officer_id, now=now, then=clock.lower)
        return RedirectResponse("/admin", 303)
