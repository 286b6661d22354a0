"""What kiosks call: /v1. Bodies are read bounded, proven to be a kiosk's, and never logged."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from kiosk.wire import (
    CollectionAnswer,
    CollectionRequest,
    DocumentsAnswer,
    DocumentsRequest,
    EnrolAnswer,
    EnrolRequest,
    GrantAnswer,
    GrantRequest,
    HelpAnswer,
    HelpRequest,
    KeyAnswer,
    KeyRequest,
    ReadmitAnswer,
    ReadmitRequest,
    RefusalReason,
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
)
from server.clock import SiteClock
from server.devices import TooOften, Unproven, certificate, enrol, prove, raw_key, readmit
from server.documents import Documents
from server.grants import Grants
from server.limits import Limiter, Limits, Rate, caller
from server.messages import NOT_NOW, bounded_body, parsed, received, refusal, too_often, unproven
from server.metrics import Metrics
from server.site import Site
from server.store import Counter, Kiosk, Store

ENROLMENT_REFUSALS: Mapping[RefusalReason, tuple[int, str]] = {
    "unknown": (403, "This token is not known here. Ask for a new one on the admin page."),
    "expired": (403, "This token is too old. Ask for a new one on the admin page."),
    "used": (403, "This token has been used. Ask for a new one on the admin page."),
    "no_letter": (409, "No kiosk letter is free at this site."),
    "bad_key": (422, "The public key is not 32 bytes in base 64."),
    **NOT_NOW,
}

READMISSION_REFUSALS: Mapping[RefusalReason, str] = {
    "bad_certificate": "This certificate is not of this site's server.",
    "replaced": "This kiosk was revoked, has a newer key, or lost its place or letter. Enrol it again.",
}


def spoken(numbers: list[str]) -> str:
    """Counters as people say them: `3`, `1–4`, `1, 3`."""
    if len(numbers) > 2 and all(one.isdigit() for one in numbers):
        values = sorted(int(one) for one in numbers)
        if values[-1] - values[0] == len(values) - 1:
            return f"{values[0]}–{values[-1]}"
    return ", ".join(numbers)


def counters_by_agency(counters: tuple[Counter, ...]) -> dict[str, str]:
    numbers: dict[str, list[str]] = {}
    for counter in counters:
        numbers.setdefault(counter.agency, []).append(counter.number)
    return {agency: spoken(of_agency) for agency, of_agency in numbers.items()}


Proven = Callable[[Request], Awaitable[tuple[Kiosk, bytes]]]
"""Reads a request and proves it: whose it is, and its body."""


def kiosk_routes(
    *,
    store: Store,
    site: Site,
    documents: Documents,
    grants: Grants,
    key: bytes,
    watched: Callable[[], bool],
    clock: SiteClock,
    metrics: Metrics,
    limits: Limits,
) -> APIRouter:
    """`key`: see documents.secret_key; `watched`: whether a page is open that shows who asks for help."""
    router = APIRouter(prefix="/v1", tags=["kiosks"])
    proven = partial(_proven, store=store, clock=clock)
    questions = proven(limits.questions)
    _enrol(router, Limiter(limits.enrolments), store=store, site=site, key=key, clock=clock)
    _change_key(router, questions, store=store, site=site, key=key)
    _sync(router, proven(limits.syncs), store=store, site=site, clock=clock, metrics=metrics)
    router.post("/grants", response_model=GrantAnswer, openapi_extra=_takes(GrantRequest, "/grants"))(
        grants.route
    )
    _help(router, questions, store=store, watched=watched, clock=clock)
    _documents(router, questions, documents, clock)
    return router


def _proven(rate: Rate, *, store: Store, clock: SiteClock) -> Proven:
    limiter = Limiter(rate)

    async def check(request: Request) -> tuple[Kiosk, bytes]:
        sent = await received(request.scope, request.receive)
        kiosk = await run_in_threadpool(prove, sent, store=store, limiter=limiter, clock=clock)
        if isinstance(kiosk, Unproven):
            raise unproven(kiosk.reason)
        if isinstance(kiosk, TooOften):
            raise too_often(kiosk.seconds)
        return kiosk, sent.body

    return check


def _enrol(
    router: APIRouter, limiter: Limiter, *, store: Store, site: Site, key: bytes, clock: SiteClock
) -> None:
    @router.post("/enrol", openapi_extra=_takes(EnrolRequest, "/enrol"))
    async def enrol_kiosk(request: Request) -> EnrolAnswer:
        if (seconds := limiter.wait(caller(request))) > 0:
            raise too_often(seconds)
        message = parsed(EnrolRequest, await bounded_body(request.receive))
        answer = await run_in_threadpool(enrol, message, store=store, site=site, key=key, clock=clock)
        if isinstance(answer, str):
            status, text = ENROLMENT_REFUSALS[answer]
            raise refusal(status, answer, text)
        return answer

    @router.post("/readmit", openapi_extra=_takes(ReadmitRequest, "/readmit"))
    async def readmit_kiosk(request: Request) -> ReadmitAnswer:
        if (seconds := limiter.wait(caller(request))) > 0:
            raise too_often(seconds)
        sent = await received(request.scope, request.receive)
        text = parsed(ReadmitRequest, sent.body).certificate
        answer = await run_in_threadpool(readmit, sent, text, store=store, site=site, key=key, clock=clock)
        if isinstance(answer, Unproven):
            raise unproven(answer.reason)
        if isinstance(answer, str):
            raise refusal(409, answer, READMISSION_REFUSALS[answer])
        return answer


def _change_key(router: APIRouter, questions: Proven, *, store: Store, site: Site, key: bytes) -> None:
    Question = Annotated[tuple[Kiosk, bytes], Depends(questions)]

    @router.post("/key", openapi_extra=_takes(KeyRequest, "/key"))
    def change_key(proven: Question) -> KeyAnswer:
        kiosk, body = proven
        new = raw_key(parsed(KeyRequest, body).public_key)
        if new is None:
            status, text = ENROLMENT_REFUSALS["bad_key"]
            raise refusal(status, "bad_key", text)
        store.change_key(kiosk_id=kiosk.kiosk_id, key=new)
        renewed = replace(kiosk, public_key=new, next_key=None, key_number=kiosk.key_number + 1)
        return KeyAnswer(certificate=certificate(renewed, site_id=site.site_id, key=key))


def _sync(
    router: APIRouter, logs: Proven, *, store: Store, site: Site, clock: SiteClock, metrics: Metrics
) -> None:
    Log = Annotated[tuple[Kiosk, bytes], Depends(logs)]

    @router.post("/sync", openapi_extra=_takes(SyncRequest, "/sync"))
    def sync(proven: Log) -> SyncAnswer:
        kiosk, body = proven
        message = parsed(SyncRequest, body)
        if (message.kiosk_id, message.epoch) != (kiosk.kiosk_id, kiosk.epoch):
            raise refusal(409, "other_epoch", "This log belongs to another enrolment of the kiosk.")
        clock.hear(kiosk.kiosk_id, message.hello.wall)
        in_doubt = clock.in_doubt()
        taken = store.take_in(kiosk=kiosk, hello=message.hello, events=message.events, clock=clock)
        metrics.taken_in(message.events, taken.results, taken.at)
        day = site.day(taken.at)
        return SyncAnswer(
            server_time=taken.at,
            business_day=day,
            acked_through=taken.acked_through,
            results=taken.results,
            waiting=store.waiting_by_service(day),
            issued_today=store.issued_by_service(day),
            counters=counters_by_agency(store.counters()),
            estimates=store.estimates(now=taken.at),
            marks=taken.marks,
            clock_in_doubt=in_doubt,
        )


def _help(
    router: APIRouter, questions: Proven, *, store: Store, watched: Callable[[], bool], clock: SiteClock
) -> None:
    Question = Annotated[tuple[Kiosk, bytes], Depends(questions)]

    @router.post("/help", openapi_extra=_takes(HelpRequest, "/help"))
    def ask_help(proven: Question) -> HelpAnswer:
        kiosk, body = proven
        standing = store.ask_help(kiosk=kiosk, request=parsed(HelpRequest, body), now=clock())
        return HelpAnswer(standing=standing.state, watched=watched(), usual_minutes=standing.usual_minutes)


def _documents(router: APIRouter, questions: Proven, documents: Documents, clock: SiteClock) -> None:
    Question = Annotated[tuple[Kiosk, bytes], Depends(questions)]

    @router.post("/documents/list", openapi_extra=_takes(DocumentsRequest, "/documents/list"))
    def list_documents(proven: Question) -> DocumentsAnswer:
        kiosk, body = proven
        return documents.look(kiosk, parsed(DocumentsRequest, body), now=clock())

    @router.post("/documents/reserve", openapi_extra=_takes(ReserveRequest, "/documents/reserve"))
    def reserve_document(proven: Question) -> ReserveAnswer:
        kiosk, body = proven
        return documents.reserve(kiosk, parsed(ReserveRequest, body), now=clock())

    @router.post("/documents/collection", openapi_extra=_takes(CollectionRequest, "/documents/collection"))
    def collection_slip(proven: Question) -> CollectionAnswer:
        kiosk, body = proven
        return documents.collection(kiosk, parsed(CollectionRequest, body), now=clock())


def _takes(model: type[BaseModel], path: str) -> dict[str, object]:
    """The body as OpenAPI describes it; routes read it raw, because the signature is over its bytes."""
    place = (
        "#/paths/" + f"/v1{path}".replace("/", "~1") + "/post/requestBody/content/application~1json/schema"
    )
    schema = model.model_json_schema(ref_template=place + "/$defs/{model}")
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
