"""What machines ask about the server: whether it lives, whether it can work, and its figures."""

import hmac
from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from server.limits import Limiter, Rate, caller, retry_after
from server.metrics import Metrics
from server.store import Store, StoreFault

FAULTS: Mapping[StoreFault, str] = {
    "database": "the database does not take a transaction",
    "no_room": "the disk of the state folder is nearly full",
    "no_witness": "the witness cannot be written: kiosks get no number of the site's",
}


def operation_routes(*, store: Store, metrics: Metrics, token: str, rate: Rate) -> APIRouter:
    """`token`: see metrics_token; `rate`: of who asks whether it can work. Behind a proxy every address is
    this machine's, so none opens /metrics."""
    router = APIRouter(include_in_schema=False)
    limiter = Limiter(rate)

    @router.get("/health")
    async def health() -> Response:
        """The process lives: asks nothing of anybody."""
        return PlainTextResponse("ok\n")

    @router.get("/ready")
    def ready(request: Request) -> Response:
        """Whether requests may be sent here: 503 with a line for each reason why not.

        It waits for the writer, and anybody may ask.
        """
        if (seconds := limiter.wait(caller(request))) > 0:
            return PlainTextResponse("asked too often\n", 429, retry_after(seconds))
        faults = store.faults()
        lines = [FAULTS[one] for one in faults] or ["ok"]
        return PlainTextResponse("".join(f"{line}\n" for line in lines), 503 if faults else 200)

    @router.get("/metrics")
    def figures(request: Request) -> Response:
        shown = request.headers.get("authorization", "")
        if not hmac.compare_digest(shown.encode(), f"Bearer {token}".encode()):
            return PlainTextResponse(
                "The token is in metrics.token in the server's state folder.\n",
                401,
                {"WWW-Authenticate": "Bearer"},
            )
        return Response(metrics.read(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return router
