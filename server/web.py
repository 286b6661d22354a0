"""What every page route is given, and the guards that stand before them."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form, HTTPException, Request
from pydantic import AfterValidator
from starlette.responses import HTMLResponse, Response

from server.site import Site
from server.store import Counter, Session, Store
from server.stream import Notifier
from server.views.page import ErrorPage, ErrorReason, Head, Render, Template

FormText = Annotated[str, AfterValidator(lambda text: text.replace("\r\n", "\n")), Form(max_length=400)]
"""Browsers count a line end as one character and send two (HTML, the textarea's API value and its value)."""

FRAGMENT = "anjungan-fragment"
"""A request with this header is a script's: its answer is a fragment instead of a page or a redirection."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    session: Session
    token: str


@dataclass(frozen=True, slots=True)
class Web:
    """Constructor arguments of all page routes, wired once."""

    store: Store
    site: Site
    render: Render
    clock: Callable[[], datetime]
    notifier: Notifier

    def head(self, who: SignedIn | None = None) -> Head:
        clock = self.site.local(self.clock())
        if who is None:
            return Head(self.site.name, clock)
        return Head(self.site.name, clock, who.session.officer, who.session.csrf)

    def page(self, template: Template, page: object, status: int = 200) -> Response:
        return HTMLResponse(self.render(template, page), status, {"Cache-Control": "no-store"})

    def error(self, status: int, reason: ErrorReason) -> Response:
        return self.page("error.html", ErrorPage(self.head(), status, reason), status)

    def who(self, request: Request, *, touch: bool = True) -> SignedIn | None:
        token = request.cookies.get(cookie_name(request))
        if not token:
            return None
        session = self.store.session(token=token, now=self.clock(), touch=touch)
        return None if session is None else SignedIn(session, token)

    def known(self, request: Request, *, touch: bool = True) -> SignedIn:
        """The officer, whose session may be locked, or the way to the sign-in page."""
        who = self.who(request, touch=touch)
        if who is None:
            raise see_other("/sign-in")
        return who

    def signed_in(self, request: Request, *, touch: bool = True) -> SignedIn:
        """The officer, or the way to the page that lets them in."""
        who = self.known(request, touch=touch)
        if who.session.locked:
            raise see_other("/locked")
        return who

    def sender(self, request: Request, csrf: FormText = "") -> SignedIn:
        """The officer who sent a form of ours. Routes that change something depend on it."""
        who = self.signed_in(request)
        check_form(request, who, csrf)
        return who

    def sending_admin(self, request: Request, csrf: FormText = "") -> SignedIn:
        who = self.admin(request)
        check_form(request, who, csrf)
        return who

    def counter_of(self, who: SignedIn) -> Counter | None:
        """Where the officer sits."""
        mine = (one for one in self.store.counters() if one.counter_id == who.session.counter_id)
        return next(mine, None)

    def handles_documents(self, who: SignedIn) -> bool:
        """Officers do at a counter of an agency that hands documents out; admins do anywhere."""
        counter = self.counter_of(who)
        return who.session.officer.admin or (
            counter is not None and counter.agency in self.site.document_agencies
        )

    def admin(self, request: Request) -> SignedIn:
        who = self.signed_in(request)
        if not who.session.officer.admin:
            raise HTTPException(403, "forbidden")
        return who


def cookie_name(request: Request) -> str:
    """`__Host-` binds the cookie to https and this host.

    Without https, on a mall's own wire, browsers would refuse such a name.
    """
    return "__Host-anjungan" if request.url.scheme == "https" else "anjungan"


def see_other(where: str) -> HTTPException:
    return HTTPException(303, headers={"Location": where})


def from_here(request: Request) -> None:
    """Refuses a form that another site's page has posted."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    foreign = (
        site not in ("same-origin", "none")
        if site is not None
        else origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    )
    if foreign:
        raise HTTPException(403, "forbidden")


def check_form(request: Request, who: SignedIn, csrf: str) -> None:
    from_here(request)
    if not hmac.compare_digest(csrf.encode(), who.session.csrf.encode()):
        raise HTTPException(403, "stale_form")
