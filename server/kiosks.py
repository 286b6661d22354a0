"""What kiosks call: /v1. Bodies are read bounded, proven to be a kiosk's, and never logged."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import HTTPException
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool

from kiosk.wire import (
    DocumentsAnswer,
    DocumentsRequest,
    EnrolAnswer,
    EnrolRequest,
    GrantAnswer,
    GrantRequest,
    ReadmitAnswer,
    ReadmitRequest,
    ReserveAnswer,
    ReserveRequest,
    SyncAnswer,
    SyncRequest,
)
from server.allocator import Allocator
from server.devices import MAX_BODY_BYTES, Sent, Unproven, enrol, prove, readmit, signed_by
from server.documents import Documents
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
            raise refusal(413, "too_large", f"A request may have {MAX_BODY_BYTES} bytes.")
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


def kiosk_routes(
    *, store: Store, site: Site, documents: Documents, key: bytes, clock: Callable[[], datetime]
) -> APIRouter:
    """`key`: see documents.secret_key."""
    router = APIRouter(prefix="/v1", tags=["kiosks"])

    async def proven(request: Request) -> tuple[Kiosk, bytes]:
        sent = await received(request)
        kiosk = await run_in_threadpool(prove, sent, store=store, now=clock())
        if isinstance(kiosk, Unproven):
            raise refusal(401, kiosk.reason, UNPROVEN[kiosk.reason])
        return kiosk, sent.body

    Proven = Annotated[tuple[Kiosk, bytes], Depends(proven)]

    @router.post("/enrol", openapi_extra=_takes(EnrolRequest))
    async def enrol_kiosk(request: Request) -> EnrolAnswer:
        message = parsed(EnrolRequest, await bounded_body(request))
        answer = await run_in_threadpool(enrol, message, store=store, site=site, key=key, now=clock())
        if isinstance(answer, str):
            status, text = ENROLMENT_REFUSALS[answer]
            raise refusal(status, answer, text)
        return answer

    @router.post("/readmit", openapi_extra=_takes(ReadmitRequest))
    async def readmit_kiosk(request: Request) -> ReadmitAnswer:
        sent = await received(request)
        text = parsed(ReadmitRequest, sent.body).certificate
        answer = await run_in_threadpool(readmit, sent, text, store=store, site=site, key=key, now=clock())
        if isinstance(answer, Unproven):
            raise refusal(401, answer.reason, UNPROVEN[answer.reason])
        if isinstance(answer, str):
            raise refusal(409, answer, READMISSION_REFUSALS[answer])
        return answer

    @router.post("/sync", openapi_extra=_takes(SyncRequest))
    def sync(proven: Proven) -> SyncAnswer:
        kiosk, body = proven
        message = parsed(SyncRequest, body)
        if (message.kiosk_id, message.epoch) != (kiosk.kiosk_id, kiosk.epoch):
            raise refusal(409, "other_epoch", "This log belongs to another enrolment of the kiosk.")
        now = clock()
        taken = store.take_in(kiosk=kiosk, hello=message.hello, events=message.events, now=now)
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

    allocator = Allocator(store, clock)

    @router.post("/grants", openapi_extra=_takes(GrantRequest))
    async def grant_number(request: Request) -> GrantAnswer:
        """On the event loop: a thread for each step would cost more than all the rest."""
        sent = await received(request)
        signed = signed_by(sent, known=store.kiosk, now=clock())
        if isinstance(signed, Unproven):
            raise refusal(401, signed.reason, UNPROVEN[signed.reason])
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

    @router.post("/documents/list", openapi_extra=_takes(DocumentsRequest))
    def list_documents(proven: Proven) -> DocumentsAnswer:
        kiosk, body = proven
        return documents.look(kiosk, parsed(DocumentsRequest, body), now=clock())

    @router.post("/documents/reserve", openapi_extra=_takes(ReserveRequest))
    def reserve_document(proven: Proven) -> ReserveAnswer:
        kiosk, body = proven
        return documents.reserve(kiosk, parsed(ReserveRequest, body), now=clock())

    return router


def _takes(model: type[BaseModel]) -> dict[str, object]:
    """The body as OpenAPI describes it; routes read it raw, because the signature is over its bytes."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
