"""Officers' doors: the first admin's one-time link, signing in and out, a counter that has locked itself."""

from typing import Literal, assert_never

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from server.desk import Desk, Field, SignedIn, check_form, cookie_name, from_here
from server.limits import Limiter, Rate, caller, retry_after
from server.store import LEAST_PASSWORD, NewSession
from server.tables.officers import SESSION_LIFE
from server.views.officers import FirstAdminPage, LockedPage, SignInPage, counter_line


def officer_routes(desk: Desk, sign_ins: Rate) -> APIRouter:
    """`sign_ins` is how often one address may try; each account has its own pauses besides."""
    router = APIRouter(include_in_schema=False)
    _sign_in(router, desk, Limiter(sign_ins))
    _unlock(router, desk)
    _first_admin(router, desk)
    return router


def _sign_in(router: APIRouter, desk: Desk, limiter: Limiter) -> None:
    @router.get("/")
    def front_door() -> Response:
        return RedirectResponse("/console", 303)

    @router.get("/sign-in")
    def sign_in_page(request: Request) -> Response:
        if desk.who(request) is not None:
            return RedirectResponse("/console", 303)
        return desk.page("signin.html", SignInPage(desk.head(), "", None))

    @router.post("/sign-in")
    def sign_in(request: Request, name: Field = "", password: Field = "") -> Response:
        from_here(request)
        address = caller(request)
        if (seconds := limiter.wait(address)) > 0:
            answer = desk.page("signin.html", SignInPage(desk.head(), name, "wait"), 429)
            answer.headers.update(retry_after(seconds))
            return answer
        opened = desk.store.sign_in(name=name.strip(), password=password, address=address, now=desk.clock())
        if not isinstance(opened, NewSession):
            status = 403 if opened == "no_match" else 429
            return desk.page("signin.html", SignInPage(desk.head(), name, opened), status)
        session = desk.store.session(token=opened.token, now=desk.clock())
        admin = session is not None and session.officer.admin
        return _with_cookie(request, RedirectResponse("/admin" if admin else "/console", 303), opened.token)

    @router.post("/sign-out")
    def sign_out(request: Request, csrf: Field = "") -> Response:
        who = desk.known(request)
        check_form(request, who, csrf)
        desk.store.sign_out(token=who.token, now=desk.clock())
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(cookie_name(request), path="/")
        return answer


def _unlock(router: APIRouter, desk: Desk) -> None:
    def locked(
        who: SignedIn, problem: Literal["no_match", "wait"] | None = None, status: int = 200
    ) -> Response:
        mine = (one for one in desk.store.counters() if one.counter_id == who.session.counter_id)
        line = next((counter_line(one, desk.site, mine=True) for one in mine), None)
        return desk.page("locked.html", LockedPage(desk.head(who), line, problem), status)

    @router.get("/locked")
    def locked_page(request: Request) -> Response:
        who = desk.known(request, touch=False)
        return locked(who) if who.session.locked else RedirectResponse("/console", 303)

    @router.post("/locked")
    def unlock(request: Request, csrf: Field = "", password: Field = "") -> Response:
        who = desk.known(request, touch=False)
        check_form(request, who, csrf)
        address = caller(request)
        opened = desk.store.unlock(token=who.token, password=password, address=address, now=desk.clock())
        match opened:
            case "open":
                return RedirectResponse("/console", 303)
            case "no_match":
                return locked(who, opened, 403)
            case "wait":
                return locked(who, opened, 429)
            case _:
                assert_never(opened)


def _first_admin(router: APIRouter, desk: Desk) -> None:
    @router.get("/first-admin")
    def first_admin_page(token: str = "") -> Response:
        good = desk.store.first_admin_open(token=token)
        page = FirstAdminPage(desk.head(), token, "", "", None if good else "used")
        return desk.page("first_admin.html", page, 200 if good else 410)

    @router.post("/first-admin")
    def first_admin(
        request: Request, token: Field = "", name: Field = "", display_name: Field = "", password: Field = ""
    ) -> Response:
        from_here(request)
        name, display_name = name.strip(), display_name.strip()
        if not name or not display_name:
            page = FirstAdminPage(desk.head(), token, name, display_name, "empty")
            return desk.page("first_admin.html", page, 422)
        if len(password) < LEAST_PASSWORD:
            page = FirstAdminPage(desk.head(), token, name, display_name, "weak_password")
            return desk.page("first_admin.html", page, 422)
        officer = desk.store.claim_first_admin(
            token=token, name=name, display_name=display_name, password=password
        )
        if officer is None:
            return desk.page("first_admin.html", FirstAdminPage(desk.head(), "", "", "", "used"), 410)
        return RedirectResponse("/sign-in", 303)


def _with_cookie(request: Request, answer: Response, token: str) -> Response:
    answer.set_cookie(
        cookie_name(request),
        token,
        max_age=int(SESSION_LIFE.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return answer
