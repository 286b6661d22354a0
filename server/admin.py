"""The admin page: officers, counters, kiosks, their one-time enrolment tokens."""

import re

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from server.clock import SiteClock
from server.desk import Desk, Field, SignedIn, check_form
from server.officers import LEAST_PASSWORD
from server.store import ENROLMENT_MINUTES
from server.views.admin import AdminPage, AdminProblem, NewKiosk, board_lines
from server.views.kiosks import kiosk_lines
from server.views.officers import counter_line

COUNTER_NUMBER = re.compile(r"[A-Za-z0-9]+([ ./-][A-Za-z0-9]+)*")
"""The signs that the board can say, and what may part them."""


def admin_routes(desk: Desk, clock: SiteClock, voice_key: str) -> APIRouter:
    """`voice_key`: see board.voice_key."""
    router = APIRouter(include_in_schema=False)

    def draw(
        who: SignedIn, *, problem: AdminProblem | None = None, new_kiosk: NewKiosk | None = None
    ) -> Response:
        counters = desk.store.counters()
        open_agencies = {one.agency for one in counters}
        waiting = desk.store.waiting_by_agency(desk.site.day(desk.clock()))
        page = AdminPage(
            head=desk.head(who),
            officers=desk.store.officers(),
            counters=tuple(counter_line(one, desk.site) for one in counters),
            without_counter={one: n for one, n in waiting.items() if one not in open_agencies},
            numbering=desk.store.numbering(now=desk.clock()),
            clock_error=clock.error(),
            named_ahead=clock.ahead(),
            machine_day=desk.site.day(clock.wall()),
            kiosks=kiosk_lines(desk.store.kiosks(), now=desk.clock()),
            agencies=desk.site.agencies,
            boards=board_lines(desk.site, voice_key),
            shown=desk.store.shown(now=desk.clock()),
            alarms=desk.store.alarms(now=desk.clock()),
            leftovers=desk.store.leftovers(now=desk.clock()),
            new_kiosk=new_kiosk,
            problem=problem,
            clock=desk.site.local(desk.clock()),
        )
        return desk.page("admin.html", page, 422 if problem else 200)

    @router.get("/admin")
    def admin_page(request: Request) -> Response:
        return draw(desk.admin(request))

    @router.post("/admin/officers")
    def add_officer(
        request: Request,
        csrf: Field = "",
        name: Field = "",
        display_name: Field = "",
        password: Field = "",
        admin: Field = "",
    ) -> Response:
        who = desk.admin(request)
        check_form(request, who, csrf)
        name, display_name = name.strip(), display_name.strip()
        if not name or not display_name:
            return draw(who, problem="empty")
        if len(password) < LEAST_PASSWORD:
            return draw(who, problem="weak_password")
        added = desk.store.add_officer(
            name=name, display_name=display_name, password=password, admin=bool(admin)
        )
        return draw(who, problem="officer_taken") if added == "taken" else RedirectResponse("/admin", 303)

    @router.post("/admin/counters")
    def add_counter(
        request: Request, csrf: Field = "", number: Field = "", agency: Field = "", place: Field = ""
    ) -> Response:
        who = desk.admin(request)
        check_form(request, who, csrf)
        if not number.strip():
            return draw(who, problem="empty")
        if not COUNTER_NUMBER.fullmatch(number.strip()):
            return draw(who, problem="counter_number")
        if agency not in desk.site.agencies:
            return draw(who, problem="unknown_agency")
        added = desk.store.add_counter(number=number.strip(), agency=agency, place=place.strip())
        return draw(who, problem="counter_taken") if added == "taken" else RedirectResponse("/admin", 303)

    @router.post("/admin/kiosks")
    def add_kiosk(request: Request, csrf: Field = "", name: Field = "") -> Response:
        """Answers with the page itself: the token is shown once and stands in no address."""
        who = desk.admin(request)
        check_form(request, who, csrf)
        if not name.strip():
            return draw(who, problem="empty")
        token = desk.store.enrolment_token(kiosk_name=name.strip(), now=desk.clock())
        address = str(request.base_url).rstrip("/")
        command = (
            "./anjungan kiosk --profile config/profiles/PROFILE --state /var/lib/anjungan"
            f" --server {address} --enrol {token} --printer tcp://PRINTER:9100"
        )
        return draw(who, new_kiosk=NewKiosk(name.strip(), token, command, ENROLMENT_MINUTES))

    @router.post("/admin/kiosks/{kiosk_id}/revoke")
    def revoke_kiosk(request: Request, kiosk_id: str, csrf: Field = "") -> Response:
        """From now on the kiosk is a stranger; what it brought stays, and a new token lets it in again."""
        who = desk.admin(request)
        check_form(request, who, csrf)
        if not desk.store.revoke(kiosk_id=kiosk_id, now=desk.clock()):
            raise HTTPException(404, "not_found")
        return RedirectResponse("/admin", 303)

    @router.post("/admin/kiosks/{kiosk_id}/absent")
    def declare_absent(request: Request, kiosk_id: str, csrf: Field = "") -> Response:
        """A kiosk that has spoken meanwhile is not absent: then the page says so by itself."""
        who = desk.admin(request)
        check_form(request, who, csrf)
        desk.store.declare_absent(kiosk_id=kiosk_id, now=desk.clock())
        return RedirectResponse("/admin", 303)

    @router.post("/admin/clock")
    def believe_clock(request: Request, csrf: Field = "") -> Response:
        """Somebody has looked at a watch: the kiosks are wrong, and the server is right."""
        who = desk.admin(request)
        check_form(request, who, csrf)
        clock.believe()
        return RedirectResponse("/admin", 303)

    @router.post("/admin/day")
    def lower_day(request: Request, csrf: Field = "") -> Response:
        """The same; and the days that were named by a wrong clock were none."""
        who = desk.admin(request)
        check_form(request, who, csrf)
        now, officer_id = clock.wall(), who.session.officer.officer_id
        desk.store.lower_day(day=desk.site.day(now), officer_id=officer_id, now=now, then=clock.lower)
        return RedirectResponse("/admin", 303)

    return router
