"""What the OpenAPI allows, and what it forbids: signed by a kiosk, none of it ends in a 500."""

import json
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from kiosk.wire import FIRST_HASH, event_hash
from tests.sample import EVENT_BODIES
from tests.server.conftest import Running, kiosk_of, serving
from tests.server.parts import NOW, SITE, HttpKiosk, render

PATHS = (
    "/v1/enrol",
    "/v1/key",
    "/v1/readmit",
    "/v1/sync",
    "/v1/grants",
    "/v1/help",
    "/v1/documents/collection",
    "/v1/documents/list",
    "/v1/documents/reserve",
)
EXAMPLES = 15

Api = tuple[Running, HttpKiosk, Any]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    folder = tmp_path_factory.mktemp("api")
    with serving(folder, render, folder) as running:
        kiosk = kiosk_of(running, "utara")
        document = requests.get(f"{running.address}/v1/openapi.json", timeout=10).json()
        yield running, kiosk, schemathesis.openapi.from_dict(document)


def test_every_path_is_tried(api: Api) -> None:
    assert {operation.ok().path for operation in api[2].get_all_operations()} == set(PATHS)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_nothing_ends_in_a_fault_of_the_server(
    path: str, mode: GenerationMode, api: Api, campaign: int
) -> None:
    _, kiosk, schema = api
    refused = done = 0

    # Shrinking a message of a log takes minutes; what failed is printed whole.
    @settings(max_examples=EXAMPLES * campaign, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(schema[path]["POST"].as_strategy(generation_mode=mode), st.data())
    def check(case: Case[Any], data: st.DataObject) -> None:
        nonlocal refused, done
        body: Any = case.body
        if path == "/v1/sync" and mode is GenerationMode.POSITIVE:
            body = data.draw(of_the_kiosk(kiosk, body))
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = requests.post(
            kiosk.address + path, data=raw, headers=kiosk.headers(path, raw, at=NOW), timeout=10
        )
        assert answer.status_code < 500, answer.text
        refused, done = refused + (answer.status_code == 422), done + answer.ok

    check()
    if mode is GenerationMode.NEGATIVE:
        assert refused > EXAMPLES // 2
    elif path.startswith("/v1/documents/") or path == "/v1/sync":
        assert done, "nothing came as far as the store"


def of_the_kiosk(kiosk: HttpKiosk, body: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """The same message from this kiosk, its log in order and about things that the server knows."""

    def chained(kinds: list[str], marks: dict[str, int]) -> dict[str, Any]:
        events, before = [], FIRST_HASH
        for seq, (event, kind) in enumerate(zip(body["events"], cycle(kinds), strict=False), start=1):
            entry = {**event, "seq": seq, "type": kind, "prev_hash": before}
            text = str(entry["time"]).replace("Z", "+00:00").replace("z", "+00:00")
            known = {name: entry[name] for name in ("seq", "id", "type", "body", "prev_hash")}
            before = event_hash(**known, time=text)
            events.append({**entry, "hash": before})
        seen = {**body["hello"].get("seen", {}), "series": marks}
        hello = {**body["hello"], "seen": seen}
        return {"kiosk_id": kiosk.kiosk_id, "epoch": kiosk.epoch, "hello": hello, "events": events}

    kinds = st.lists(st.sampled_from([*EVENT_BODIES, "unknown"]), min_size=1, max_size=4)
    marks = st.dictionaries(st.sampled_from(sorted(SITE.series)), st.integers(-1, 2**70), max_size=3)
    return st.builds(chained, kinds, marks)
