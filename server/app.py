"""Wires the server's parts; nothing is decided here."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import get_args

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as BaseHTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from server.admin import admin_routes
from server.board import board_routes, voice_key
from server.clock import SiteClock
from server.console import console_routes
from server.dialogs import dialog_routes
from server.document_desk import document_routes
from server.documents import Documents, keyed_hash
from server.grants import FrontDoor, Grants
from server.guard import Guard
from server.kiosks import kiosk_routes
from server.limits import Limits
from server.metrics import Metrics, metrics_token
from server.officers import officer_routes
from server.operations import operation_routes
from server.presses import press_routes
from server.registry import BorderGuard, Registry
from server.site import Site
from server.slip_tokens import SlipKeys
from server.staff import Watch, staff_routes
from server.store import Store
from server.stream import Notifier
from server.tickets import ticket_routes
from server.views.page import ErrorReason, Render
from server.voice.clips import Voice
from server.web import Web

DAY_LOOK_SECONDS = 30
"""How soon after its end a day is closed, where no press has closed it already."""


def create_app(
    *,
    site: Site,
    store: Store,
    registry: Registry,
    tokens: SlipKeys,
    key: bytes,
    voice: Voice,
    render: Render,
    static: Path,
    notifier: Notifier,
    clock: SiteClock,
    metrics: Metrics,
    limits: Limits,
) -> ASGIApp:
    """The whole server of one site.

    `key`: see documents.secret_key. Of the store, `notifier.wake` is the `on_change`, `metrics.committed` the
    `measure`.
    """

    app = FastAPI(
        title="Anjungan",
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=lambda _: _life(store, notifier, clock),
    )
    web = Web(store=store, site=site, render=render, clock=clock, notifier=notifier)
    guarded = BorderGuard(registry, keyed=keyed_hash(key), today=lambda: site.day(clock()))
    documents = Documents(store=store, site=site, registry=guarded, tokens=tokens, key=key)
    app.add_middleware(Guard)
    _explain(app, web)
    metrics.watch(store, clock)
    app.include_router(
        operation_routes(store=store, metrics=metrics, token=metrics_token(key), rate=limits.probes)
    )
    watch = Watch(clock)
    grants = Grants(store=store, clock=clock, rate=limits.grants, measure=metrics.granted)
    app.include_router(
        kiosk_routes(
            store=store,
            site=site,
            documents=documents,
            grants=grants,
            key=key,
            watched=watch.watched,
            clock=clock,
            metrics=metrics,
            limits=limits,
        )
    )
    app.include_router(officer_routes(web, limits.sign_ins))
    app.include_router(console_routes(web))
    app.include_router(press_routes(web))
    app.include_router(dialog_routes(web))
    may_speak = voice_key(key)
    app.include_router(board_routes(web, voice, may_speak))
    app.include_router(admin_routes(web, clock, may_speak))
    app.include_router(staff_routes(web, watch))
    app.include_router(document_routes(web, documents, keyed=keyed_hash(key)))
    app.mount("/static", StaticFiles(directory=static))
    app.include_router(ticket_routes(web))
    return FrontDoor(app, grants)


@contextlib.asynccontextmanager
async def _life(store: Store, notifier: Notifier, clock: Callable[[], datetime]) -> AsyncIterator[None]:
    notifier.start()
    days = asyncio.create_task(_end_days(store, clock))
    yield
    days.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await days


async def _end_days(store: Store, clock: Callable[[], datetime]) -> None:
    """At once, for a server that was off at night, and then as long as it runs."""
    while True:
        await run_in_threadpool(lambda: store.end_days(now=clock()))
        await run_in_threadpool(lambda: store.forget_requests(now=clock()))
        await asyncio.sleep(DAY_LOOK_SECONDS)


def _explain(app: FastAPI, web: Web) -> None:
    """Errors as JSON for kiosks, as a page for people; never with a value that was sent."""
    reasons: dict[str, ErrorReason] = {one: one for one in get_args(ErrorReason)}

    @app.exception_handler(BaseHTTPException)
    def refused(request: Request, error: BaseHTTPException) -> Response:
        if error.status_code == 303 and error.headers:
            return RedirectResponse(error.headers["Location"], 303)
        if request.url.path.startswith("/v1/"):
            return JSONResponse({"error": error.detail}, error.status_code, error.headers)
        return web.error(error.status_code, reasons.get(str(error.detail), "not_found"))

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, _: RequestValidationError) -> Response:
        return refused(request, HTTPException(404 if request.method == "GET" else 422, "malformed"))
