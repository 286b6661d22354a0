"""States that every screen must bear, by name; the layout rules are held on all of them."""

from collections.abc import Mapping

from kiosk.visit.state import Agencies, Detail, Home, Search, ServerView, Services, State
from tests.ui.parts import NOW, profile, state

CASES: Mapping[str, State] = {
    "attract": state(),
    "attract-unknown": state(server=ServerView()),
    "closed": state(now=NOW.replace(hour=18)),
    "cut-off": state(now=NOW.replace(hour=15, minute=45)),
    "out-of-service": state(identity=None),
    "home": state(Home()),
    "home-plain": state(Home(), profile=profile(popular=())),
    "agencies": state(Agencies()),
    "agencies-last": state(Agencies(page=1)),
    "agencies-closed": state(Agencies(), now=NOW.replace(hour=18)),
    "services": state(Services("disduk")),
    "services-longest": state(Services("disduk", "akta")),
    "services-last": state(Services("disduk", page=99)),
    "services-one": state(Services("agama")),
    "search": state(Search("KTP")),
    "search-empty": state(Search()),
    "search-nothing": state(Search("XYZZY")),
    "search-longest": state(Search("W" * 40)),
    "search-many": state(Search("A")),
    "detail": state(Detail("ktp-hilang")),
    "detail-long": state(Detail("kk-baru")),
    "detail-longest": state(Detail("akta-1")),
    "detail-closed": state(Detail("paspor")),
    "detail-unknown": state(Detail("ak1")),
    "detail-walk-in": state(Detail("laktasi")),
    "detail-printed-here": state(Detail("cetak-kk")),
    "idle": state(Home(), warning=24),
}
