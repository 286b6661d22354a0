"""A small mall to test with: two agencies, open every day from eight to four."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from commands.parts.frame import DEFAULT_PROFILE
from config.models import (
    Agency,
    Band,
    BoardRules,
    Desk,
    DocumentKind,
    DocumentRules,
    Group,
    Hours,
    LifeEvent,
    Look,
    Opening,
    PriorityGroup,
    Profile,
    QueueRule,
    ScreenRules,
    Service,
    SiteName,
    Words,
)
from kiosk.wire import Issued, JobEnded, Message, Voided

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 4, 14, 9, 0, tzinfo=ZONE)

SONGKET = Band.model_validate(tomllib.loads((DEFAULT_PROFILE / "band.toml").read_text(encoding="utf-8")))

EVENT_BODIES: Mapping[str, type[Message]] = {"issued": Issued, "job_ended": JobEnded, "voided": Voided}

HOURS = Hours(
    id="mall",
    name=Words(id="Jam layanan"),
    week=((Opening(time(8), time(16)),),) * 7,
    cut_off=timedelta(0),
    holidays=frozenset(),
    zone=ZONE,
)


def _agency(id: str, code: str, short: str, icon: str, *groups: Group) -> Agency:
    name = Words(id=f"Dinas {short}", en=f"{short} Office")
    return Agency(id, code, short, name, icon, True, Words(id="Lantai 1"), groups, HOURS)


CIVIL = _agency("capil", "A", "Capil", "identification-card", Group("kk", Words(id="KK", en="Family card")))
PASSPORT = _agency("imigrasi", "D", "Imigrasi", "airplane-takeoff")


def service(
    agency: Agency,
    id: str,
    name: str,
    *,
    group: str | None = None,
    document: DocumentKind | None = None,
    facility: bool = False,
    quota: int | None = None,
    fee: int | None = None,
    requirements: tuple[str, ...] = (),
    synonyms: tuple[str, ...] = (),
    english: str | None = None,
) -> Service:
    return Service(
        id=id,
        agency=agency,
        group=group,
        name=Words(id=name, en=english),
        synonyms=synonyms,
        requirements=requirements,
        fee=fee,
        fee_note=None,
        minutes=None,
        time_note=None,
        channel="facility" if facility else "self_service" if document else "counter",
        document=document,
        hours=agency.hours,
        quota=quota,
    )


SERVICES = (
    service(
        CIVIL,
        "kk-baru",
        "Penerbitan KK baru",
        group="kk",
        fee=0,
        requirements=("Formulir F-1.02", "KK lama"),
        synonyms=("bikin kk",),
        english="New family card",
    ),
    service(CIVIL, "ktp-hilang", "KTP-el hilang", fee=0),
    service(CIVIL, "cetak-kk", "Cetak KK mandiri", group="kk", document="kk"),
    service(PASSPORT, "paspor", "Paspor baru", fee=350_000, english="New passport"),
    service(PASSPORT, "paspor-cepat", "Percepatan paspor", quota=2),
    service(PASSPORT, "baca", "Sudut baca", facility=True),
)

PRIORITIES = (
    PriorityGroup(
        id="lansia",
        name=Words(id="Lansia", en="Elderly"),
        note=Words(id="60 tahun ke atas", en="60 and above"),
        icon="lansia",
    ),
)


def profile(
    *, priorities: tuple[PriorityGroup, ...] = PRIORITIES, documents: DocumentRules | None = None
) -> Profile:
    services = {one.id: one for one in SERVICES}
    return Profile(
        id="contoh",
        name=SiteName(top="Mal Pelayanan Publik", main="Kota Contoh"),
        short_name="MPP Contoh",
        zone=ZONE,
        day_starts=time(3),
        public_address="https://mpp.example",
        look=Look(brand="#960F32"),
        band=SONGKET,
        hours=(HOURS,),
        queue=QueueRule(),
        priorities=priorities,
        documents=documents or DocumentRules(),
        screen=ScreenRules(),
        board=BoardRules(),
        zones=(),
        desk=Desk(name=Words(id="Meja informasi", en="Information desk")),
        popular=(services["kk-baru"], services["paspor"]),
        agencies={CIVIL.id: CIVIL, PASSPORT.id: PASSPORT},
        services=services,
        life_events={
            "bayi": LifeEvent(
                "bayi",
                Words(id="Punya bayi", en="A new baby"),
                Words(id="KK, paspor"),
                "baby",
                (services["kk-baru"], services["paspor"]),
            )
        },
        status="Dibuat untuk uji coba.",
        by_agency={
            agency.id: tuple(one for one in SERVICES if one.agency is agency) for agency in (CIVIL, PASSPORT)
        },
    )
