"""What kiosks call: /v1. Bodies are read bounded, proven to be a kiosk's, and never logged."""

import math
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import HTTPException
from pydantic import BaseModel, ValidationError
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
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
)
from server.allocator import Allocator
from server.devices import (
    MAX_BODY_BYTES,
    Sent,
    TooOften,
    Unproven,
    certificate,
    enrol,
    prove,
    raw_key,
    readmit,
    signed_by,
)
from server.documents import Documents
from server.limits import Limiter, Limits, Rate
from server.metrics import Metrics
from server.site import Site
from server.store import Counter, GrantAsked, Granted, Kiosk, Store

M = TypeVar("M", bound=BaseModel)

NOT_NOW = {
    "settling": (409, "The server has just started and waits for its kiosks, 90 seconds at most."),
    "in_doubt": (409, "The server is not sure which numbers it has given: see the admin page."),
    "no_witness": (409, "The server cannot write its witness: see its log."),
}

ENROLMENT_REFUSALS = {
    "unknown": (403, "This token is not known here. Ask for a new one on the admin page."),
    "expired": (403, "This token is too old. Ask for a new one on the admin page."),
    "used": (403, "This token has been used. Ask for a new one on the admin page."),
    "no_letter": (409, "No kiosk letter is free at this site."),
    "bad_key": (422, "The public key is not 32 bytes in base 64."),
    **NOT_NOW,
}

UNPROVEN = {
    "unsigned": "The request carries no signature of the expected form.",
    "unknown_kiosk": "This kiosk is not enrolled here, or no longer. Enrol it again.",
    "clock": "The kiosk's clock is more than five minutes off.",
    "digest": "The body is not the one that was signed.",
    "signature": "The signature does not fit the kiosk's key.",
    "replayed": "This request has been seen before.",
}

READMISSION_REFUSALS = {
    "bad_certificate": "This certificate is not of this site's server.",
    "replaced": "This kiosk was revoked, or another has its place or its letter. Enrol it again.",
}

GRANT_REFUSALS = {
    **NOT_NOW,
    "unknown_kiosk": (401, UNPROVEN["unknown_kiosk"]),
    "replayed": (401, UNPROVEN["replayed"]),
    "absent": (409, "The kiosk was declared absent: it has to bring its log first."),
    "unknown_series": (422, "This site has no agency with such a code: kiosk and server have two profiles."),
    "granted_elsewhere": (409, "This ticket has a number in another series, of another day or kiosk."),
}


def refusal(status: int, reason: str, text: str) -> HTTPException:
    return HTTPException(status, {"reason": reason, "text": text})


async def bounded_body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            refused = refusal(413, "too_large", f"A request may have {MAX_BODY_BYTES} bytes.")
            refused.headers = {"Connection": "close"}  # or the rest would still be received
            raise refused
    return bytes(body)


async def received(request: Request) -> Sent:
    return Sent(request.method, request.url.path, request.headers, await bounded_body(request))


def parsed(model: type[M], body: bytes) -> M:
    """The message, or an answer that names places but never values."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        faults = [{"at": [str(part) for part in one["loc"]], "fault": one["type"]} for one in error.errors()]
        raise HTTPException(422, {"reason": "malformed", "faults": faults[:20]}) from None


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


def too_often(seconds: float) -> HTTPException:
    refused = refusal(429, "too_often", "Asked too often; ask again after the time of Retry-After.")
    refused.headers = {"Retry-After": str(math.ceil(seconds))}
    return refused


def kiosk_routes(
    *,
    store: Store,
    site: Site,
    documents: Documents,
    key: bytes,
    watched: Callable[[], bool],
    clock: Callable[[], datetime],
    metrics: Metrics,
    limits: Limits,
) -> APIRouter:
    """`key`: see documents.secret_key; `watched`: whether a page is open that shows who asks for help."""
    router = APIRouter(prefix="/v1", tags=["kiosks"])

    def proven(rate: Rate) -> Callable[[Request], Awaitable[tuple[Kiosk, bytes]]]:
        limiter = Limiter(rate)

        async def check(request: Request) -> tuple[Kiosk, bytes]:
            sent = await received(request)
            kiosk = await run_in_threadpool(prove, sent, store=store, limiter=limiter, now=clock())
            if isinstance(kiosk, Unproven):
                raise refusal(401, kiosk.reason, UNPROVEN[kiosk.reason])
            if isinstance(kiosk, TooOften):
                raise too_often(kiosk.seconds)
            return kiosk, sent.body

        return check

    Log = Annotated[tuple[Kiosk, bytes], Depends(proven(limits.syncs))]
    Question = Annotated[tuple[Kiosk, bytes], Depends(proven(limits.questions))]
    enrolments, grants = Limiter(limits.enrolments), Limiter(limits.grants)

    @router.post("/enrol", openapi_extra=_takes(EnrolRequest, "/enrol"))
    async def enrol_kiosk(request: Request) -> EnrolAnswer:
        if (seconds := enrolments.wait(request.client.host if request.client else "")) > 0:
            raise too_often(seconds)
        message = parsed(EnrolRequest, await bounded_body(request))
        answer = await run_in_threadpool(enrol, message, store=store, site=site, key=key, now=clock())
        if isinstance(answer, str):
            status, text = ENROLMENT_REFUSALS[answer]
            raise refusal(status, answer, text)
        return answer

    @router.post("/readmit", openapi_extra=_takes(ReadmitRequest, "/readmit"))
    async def readmit_kiosk(request: Request) -> ReadmitAnswer:
        if (seconds := enrolments.wait(request.client.host if request.client else "")) > 0:
            raise too_often(seconds)
        sent = await received(request)
        text = parsed(ReadmitRequest, sent.body).certificate
        answer = await run_in_threadpool(readmit, sent, text, store=store, site=site, key=key, now=clock())
        if isinstance(answer, Unproven):
            raise refusal(401, answer.reason, UNPROVEN[answer.reason])
        if isinstance(answer, str):
            raise refusal(409, answer, READMISSION_REFUSALS[answer])
        return answer

    @router.post("/key", openapi_extra=_takes(KeyRequest, "/key"))
    def change_key(proven: Question) -> KeyAnswer:
        kiosk, body = proven
        new = raw_key(parsed(KeyRequest, body).public_key)
        if new is None:
            status, text = ENROLMENT_REFUSALS["bad_key"]
            raise refusal(status, "bad_key", text)
        store.change_key(kiosk_id=kiosk.kiosk_id, key=new)
        renewed = replace(kiosk, public_key=new, next_key=None)
        return KeyAnswer(certificate=certificate(renewed, site_id=site.site_id, key=key))

    @router.post("/sync", openapi_extra=_takes(SyncRequest, "/sync"))
    def sync(proven: Log) -> SyncAnswer:
        kiosk, body = proven
        message = parsed(SyncRequest, body)
        if (message.kiosk_id, message.epoch) != (kiosk.kiosk_id, kiosk.epoch):
            raise refusal(409, "other_epoch", "This log belongs to another enrolment of the kiosk.")
        now = clock()
        taken = store.take_in(kiosk=kiosk, hello=message.hello, events=message.events, now=now)
        metrics.taken_in(message.events, taken.results, now)
        day = site.day(now)
        return SyncAnswer(
            server_time=now,
            business_day=day,
            acked_through=taken.acked_through,
            results=taken.results,
            waiting=store.waiting_by_service(day),
            issued_today=store.issued_by_service(day),
            counters=counters_by_agency(store.counters()),
            estimates=store.estimates(now=now),
            marks=taken.marks,
        )

    allocator = Allocator(store, clock, metrics.granted)

    @router.post("/grants", openapi_extra=_takes(GrantRequest, "/grants"))
    async def grant_number(request: Request) -> GrantAnswer:
        """On the event loop: a thread for each step would cost more than all the rest."""
        sent = await received(request)
        signed = signed_by(sent, known=store.kiosk, now=clock())
        if isinstance(signed, Unproven):
            raise refusal(401, signed.reason, UNPROVEN[signed.reason])
        if (seconds := grants.wait(signed.kiosk.kiosk_id)) > 0:
            raise too_often(seconds)
        message = parsed(GrantRequest, sent.body)
        answer = await allocator.grant(
            GrantAsked(signed.kiosk, signed.nonce, message.ticket_id, message.series)
        )
        if not isinstance(answer, Granted):
            status, text = GRANT_REFUSALS[answer]
            raise refusal(status, answer, text)
        return GrantAnswer(
            ticket_id=message.ticket_id,
            series=message.series,
            number=answer.number,
            label_day=answer.label_day,
            marks=answer.marks,
        )

    @router.post("/help", openapi_extra=_takes(HelpRequest, "/help"))
    def ask_help(proven: Question) -> HelpAnswer:
        kiosk, body = proven
        standing = store.ask_help(kiosk=kiosk, request=parsed(HelpRequest, body), now=clock())
        return HelpAnswer(standing=standing.state, watched=watched(), usual_minutes=standing.usual_minutes)

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

    return router


def _takes(model: type[BaseModel], path: str) -> dict[str, object]:
    """The body as OpenAPI describes it; routes read it raw, because the signature is over its bytes."""
    place = (
        "#/paths/" + f"/v1{path}".replace("/", "~1") + "/post/requestBody/content/application~1json/schema"
    )
    schema = model.model_json_schema(ref_template=place + "/$defs/{model}")
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
