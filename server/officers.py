"""Officers' doors: the first admin's one-time link, signing in and out, a counter that has locked itself."""

from typing import Literal, assert_never

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from server.limits import Limiter, Rate, caller, retry_after
from server.store import LEAST_PASSWORD, SESSION_LIFE, NewSession
from server.views.officers import FirstAdminPage, LockedPage, SignInPage, counter_line
from server.web import FormText, SignedIn, Web, check_form, cookie_name, from_here


def officer_routes(web: Web, sign_ins: Rate) -> APIRouter:
    """`sign_ins` is how often one address may try; each account has its own pauses besides."""
    router = APIRouter(include_in_schema=False)
    _sign_in(router, web, Limiter(sign_ins))
    _unlock(router, web)
    _first_admin(router, web)
    return router


def _sign_in(router: APIRouter, web: Web, limiter: Limiter) -> None:
    @router.get("/")
    def front_door() -> Response:
        return RedirectResponse("/console", 303)

    @router.get("/sign-in")
    def sign_in_page(request: Request) -> Response:
        if web.who(request) is not None:
            return RedirectResponse("/console", 303)
        return web.page("signin.html", SignInPage(web.head(), "", None))

    @router.post("/sign-in")
    def sign_in(request: Request, name: FormText = "", password: FormText = "") -> Response:
        from_here(request)
        address = caller(request)
        if (seconds := limiter.wait(address)) > 0:
            answer = web.page("signin.html", SignInPage(web.head(), name, "wait"), 429)
            answer.headers.update(retry_after(seconds))
            return answer
        opened = web.store.sign_in(name=name.strip(), password=password, address=address, now=web.clock())
        if not isinstance(opened, NewSession):
            status = 403 if opened == "no_match" else 429
            return web.page("signin.html", SignInPage(web.head(), name, opened), status)
        session = web.store.session(token=opened.token, now=web.clock())
        admin = session is not None and session.officer.admin
        return _with_cookie(request, RedirectResponse("/admin" if admin else "/console", 303), opened.token)

    @router.post("/sign-out")
    def sign_out(request: Request, csrf: FormText = "") -> Response:
        who = web.known(request)
        check_form(request, who, csrf)
        web.store.sign_out(token=who.token, now=web.clock())
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(cookie_name(request), path="/")
        return answer


def _unlock(router: APIRouter, web: Web) -> None:
    def locked(
        who: SignedIn, problem: Literal["no_match", "wait"] | None = None, status: int = 200
    ) -> Response:
        counter = web.counter_of(who)
        line = None if counter is None else counter_line(counter, web.site, mine=True)
        return web.page("locked.html", LockedPage(web.head(who), line, problem), status)

    @router.get("/locked")
    def locked_page(request: Request) -> Response:
        who = web.known(request, touch=False)
        return locked(who) if who.session.locked else RedirectResponse("/console", 303)

    @router.post("/locked")
    def unlock(request: Request, csrf: FormText = "", password: FormText = "") -> Response:
        who = web.known(request, touch=False)
        check_form(request, who, csrf)
        address = caller(request)
        opened = web.store.unlock(token=who.token, password=password, address=address, now=web.clock())
        match opened:
            case "open":
                return RedirectResponse("/console", 303)
            case "no_match":
                return locked(who, opened, 403)
            case "wait":
                return locked(who, opened, 429)
            case _:
                assert_never(opened)


def _first_admin(router: APIRouter, web: Web) -> None:
    @router.get("/first-admin")
    def first_admin_page(token: str = "") -> Response:
        good = web.store.first_admin_open(token=token)
        page = FirstAdminPage(web.head(), token, "", "", None if good else "used")
        return web.page("first_admin.html", page, 200 if good else 410)

    @router.post("/first-admin")
    def first_admin(
        request: Request,
        token: FormText = "",
        name: FormText = "",
        display_name: FormText = "",
        password: FormText = "",
    ) -> Response:
        from_here(request)
        name, display_name = name.strip(), display_name.strip()
        if not name or not display_name:
            page = FirstAdminPage(web.head(), token, name, display_name, "empty")
            return web.page("first_admin.html", page, 422)
        if len(password) < LEAST_PASSWORD:
            page = FirstAdminPage(web.head(), token, name, display_name, "weak_password")
            return web.page("first_admin.html", page, 422)
        officer = web.store.claim_first_admin(
            token=token, name=name, display_name=display_name, password=password
        )
        if officer is None:
            return web.page("first_admin.html", FirstAdminPage(web.head(), "", "", "", "used"), 410)
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
