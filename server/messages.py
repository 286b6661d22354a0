"""How what kiosks send is received and refused: bodies bounded, messages checked, never a value said back."""

from collections.abc import Mapping
from typing import TypeVar

from fastapi.exceptions import HTTPException
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from kiosk.wire import MAX_SKEW_SECONDS, RefusalReason, UnprovenReason
from server.devices import MAX_BODY_BYTES, Sent
from server.limits import retry_after
from server.trust import SETTLING_SECONDS

M = TypeVar("M", bound=BaseModel)

NOT_NOW: Mapping[RefusalReason, tuple[int, str]] = {
    "settling": (
        409,
        f"The server has just started and waits for its kiosks, {SETTLING_SECONDS:.0f} seconds.",
    ),
    "in_doubt": (409, "The server is not sure which numbers it has given: see the admin page."),
    "no_witness": (409, "The server cannot write its witness: see its log."),
}

UNPROVEN: Mapping[UnprovenReason, str] = {
    "unsigned": "The request carries no signature of the expected form.",
    "unknown_kiosk": "This kiosk is not enrolled here, or no longer. Enrol it again.",
    "clock": f"The kiosk's clock is more than {MAX_SKEW_SECONDS // 60} minutes off.",
    "digest": "The body is not the one that was signed.",
    "signature": "The signature does not fit the kiosk's key.",
    "replayed": "This request has been seen before.",
}


def refusal(status: int, reason: RefusalReason, text: str) -> HTTPException:
    return HTTPException(status, {"reason": reason, "text": text})


def unproven(reason: UnprovenReason) -> HTTPException:
    return refusal(401, reason, UNPROVEN[reason])


async def bounded_body(receive: Receive) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY_BYTES:
            refused = refusal(413, "too_large", f"A request may have {MAX_BODY_BYTES} bytes.")
            refused.headers = {"Connection": "close"}  # or the rest would still be received
            raise refused
    return bytes(body)


async def received(scope: Scope, receive: Receive) -> Sent:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return Sent(scope["method"], scope["path"], headers, await bounded_body(receive))


def parsed(model: type[M], body: bytes) -> M:
    """The message, or an answer that names places but never values."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        faults = [{"at": [str(part) for part in one["loc"]], "fault": one["type"]} for one in error.errors()]
        raise HTTPException(422, {"reason": "malformed", "faults": faults[:20]}) from None


def too_often(seconds: float) -> HTTPException:
    refused = refusal(429, "too_often", "Asked too often; ask again after the time of Retry-After.")
    refused.headers = retry_after(seconds)
    return refused
