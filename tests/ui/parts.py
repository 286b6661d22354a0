"""An invented mall with everything that makes screens hard: long names, closed agencies, unknown fees."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.parts.gallery import IDENTITY, READY
from config.models import (
    Agency,
    BoardRules,
    Desk,
    DocumentRules,
    Group,
    Hours,
    Language,
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
from kiosk.visit.state import Facts, Screen, ServerView, State, Visit
from tests.sample import SONGKET

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 3, 11, 9, 41, tzinfo=ZONE)
"""A Wednesday."""


def words(id: str, en: str | None = None) -> Words:
    return Words(id=id, en=en)


def hours(
    id: str = "mall", name: Words | None = None, *, days: int = 5, opens: int = 8, closes: int = 16
) -> Hours:
    day = (Opening(time(opens), time(closes)),)
    return Hours(
        id=id,
        name=name or words("Mal Pelayanan Publik", "Public Service Mall"),
        week=tuple(day if n < days else () for n in range(7)),
        cut_off=timedelta(minutes=30),
        holidays=frozenset({date(2026, 3, 12)}),
        zone=ZONE,
    )


MALL = hours()
LATE = hours("late", words("Layanan siang", "Afternoon services"), opens=13, closes=15)
LANE = hours("lane", words("Drive thru SIM", "Driving licence drive-through"), days=7, closes=15)

AGENCIES: Sequence[tuple[str, str, str, str, str]] = (
    ("disduk", "A", "Disduk", "Dinas Kependudukan dan Pencatatan Sipil Kota Contoh", "identification-card"),
    ("samsat", "B", "Samsat", "Samsat Contoh (Polri, Bapenda Provinsi, Jasa Raharja)", "car-profile"),
    ("polres", "C", "Polres", "Polres Kota Contoh", "shield-star"),
    ("imigrasi", "D", "Imigrasi", "Kantor Imigrasi Kelas I Contoh", "airplane-takeoff"),
    ("bpjs", "E", "BPJS", "BPJS Kesehatan dan BPJS Ketenagakerjaan", "heartbeat"),
    ("listrik", "F", "Listrik", "Perusahaan Listrik Contoh (Persero)", "lightning"),
    ("air", "G", "Air minum", "Perumda Air Minum Contoh", "drop"),
    ("tanah", "H", "ATR/BPN", "Kantor Pertanahan Kota Contoh (ATR/BPN)", "map-trifold"),
    ("pajak", "J", "Pajak", "Kanwil DJP Contoh Selatan dan Kepulauan Contoh Barat", "percent"),
    ("daerah", "K", "BPPD", "Badan Pengelola Pajak Daerah (Kota Contoh dan Provinsi)", "receipt"),
    ("agama", "L", "Kemenag", "Kantor Kementerian Agama Kota Contoh", "mosque"),
    ("kerja", "M", "Disnaker", "Dinas Ketenagakerjaan Kota Contoh", "briefcase"),
    ("bank", "N", "Bank", "Bank", "bank"),
    ("sidang", "P", "Kejari", "Kejaksaan Negeri Kota Contoh", "scales"),
)

LONGEST = (
    "Surat keterangan pindah datang penduduk antarkabupaten dan provinsi",
    "Pencatatan pengangkatan, pengakuan, dan pengesahan anak luar kawin",
    "Perpanjangan izin tinggal terbatas bagi pelajar dan tenaga ahli asing",
    "Pemutakhiran data kepesertaan pekerja penerima upah dan keluarganya",
    "Rekomendasi izin praktik dokter, dokter gigi, dan bidan mandiri kota",
    "Pengurangan pokok pajak bumi dan bangunan bagi pensiunan dan veteran",
    "Penerbitan kartu identitas anak bagi anak usia nol sampai lima tahun",
    "Legalisasi dokumen terjemahan tersumpah untuk keperluan luar negeri",
    "Pembetulan kutipan akta perkawinan bagi penduduk nonmuslim di kota",
)
"""Names of 64 to 70 letters, as real catalogues have them."""

PAPERS = (
    "KTP-el lama",
    "Kartu keluarga terbaru",
    "Surat pengantar dari RT dan RW setempat yang masih berlaku paling lama tiga bulan",
    "Bukti perubahan data",
)


LIFE_EVENTS: Sequence[tuple[str, str, str, str, str, Sequence[str]]] = (
    (
        "bayi",
        "Punya bayi",
        "A new baby",
        "Akta lahir, KK, KIA, BPJS",
        "baby",
        ("akta-0", "kk-baru", "akta-6"),
    ),
    ("menikah", "Menikah", "Getting married", "Buku nikah, KK, KTP-el", "heart", ("akta-8", "kk-baru")),
    ("pindah", "Pindah rumah", "Moving house", "Surat pindah, KK, listrik", "house-line", ("akta-0",)),
    ("meninggal", "Ada yang meninggal", "A death", "Akta kematian, KK", "flower-tulip", ("kk-baru",)),
    ("usaha", "Usaha baru", "A new business", "Izin usaha, NPWP, BPJS", "storefront", ("pajak-umum",)),
    ("kendaraan", "Beli kendaraan", "A vehicle", "Balik nama, pajak, SIM", "car-profile", ("sim", "skck")),
)


def agency(id: str, code: str, short: str, name: str, icon: str, *, of_hours: Hours = MALL) -> Agency:
    groups = (
        Group("kk", words("KK")),
        Group("ktp", words("KTP-el")),
        Group("akta", words("Akta", "Records")),
    )
    return Agency(
        id=id,
        code=code,
        short=short,
        name=words(name),
        icon=icon,
        counted=True,
        place=words("Lantai 1, loket 1–4", "Floor 1, counters 1–4") if id == "disduk" else None,
        groups=groups if id == "disduk" else (),
        hours=of_hours,
    )


def service(of: Agency, id: str, name: str | Words, **changes: object) -> Service:
    plain = Service(
        id=id,
        agency=of,
        group=None,
        name=words(name) if isinstance(name, str) else name,
        synonyms=(),
        requirements=PAPERS[:3],
        fee=0,
        fee_note=None,
        minutes=None,
        time_note=None,
        channel="counter",
        document=None,
        hours=of.hours,
        quota=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def _services(agencies: Mapping[str, Agency]) -> list[Service]:
    disduk, polres, imigrasi = agencies["disduk"], agencies["polres"], agencies["imigrasi"]
    found = [
        service(
            disduk,
            "ktp-hilang",
            "KTP-el hilang",
            group="ktp",
            minutes=15,
            fee_note=words("UU 24/2013", "Law 24/2013"),
        ),
        service(disduk, "ktp-rusak", words("KTP-el rusak", "Damaged ID card"), group="ktp"),
        service(disduk, "cetak-kk", "Cetak KK di anjungan", group="kk", document="kk"),
        service(disduk, "kk-baru", "KK baru", group="kk", requirements=PAPERS * 3),
        *(service(disduk, f"akta-{n}", name, group="akta") for n, name in enumerate(LONGEST)),
        service(polres, "skck", "SKCK baru", fee=30_000, minutes=60),
        service(polres, "sim", "Perpanjangan SIM C", fee=75_000, channel="drive_thru", hours=LANE),
        service(imigrasi, "paspor", "Paspor baru elektronik", fee=None, quota=40, hours=LATE),
        service(agencies["kerja"], "ak1", "Kartu tanda pencari kerja (AK-1)", fee=None, requirements=()),
        service(agencies["bank"], "laktasi", "Ruang laktasi", channel="facility", requirements=()),
    ]
    known = {one.agency.id for one in found}
    found += [
        service(one, f"{one.id}-umum", "Informasi umum") for one in agencies.values() if one.id not in known
    ]
    return found


def profile(**changes: object) -> Profile:
    agencies = {row[0]: agency(*row) for row in AGENCIES}
    agencies["imigrasi"] = replace(agencies["imigrasi"], hours=LATE)
    services = _services(agencies)
    by_id = {one.id: one for one in services}
    popular = ("ktp-hilang", "skck", "sim", "paspor", "kk-baru", "ak1", "ktp-rusak")
    plain = Profile(
        id="contoh",
        name=SiteName(top="Mal Pelayanan Publik", main="Kota Contoh"),
        short_name="MPP Contoh",
        zone=ZONE,
        day_starts=time(3),
        public_address="https://mpp.contoh.example",
        look=Look(brand="#8A1538"),
        band=SONGKET,
        hours=(MALL, LATE, LANE),
        queue=QueueRule(),
        priorities=(
            PriorityGroup(
                id="lansia",
                name=words("Lansia", "Older people"),
                note=words("60 tahun ke atas", "60 and over"),
                icon="lansia",
            ),
            PriorityGroup(
                id="hamil",
                name=words("Ibu hamil atau menyusui", "Pregnant or nursing"),
                note=words("Termasuk yang membawa balita", "Also with small children"),
                icon="hamil",
            ),
            PriorityGroup(
                id="disabilitas",
                name=words("Penyandang disabilitas", "People with disabilities"),
                note=words("Dan pendampingnya", "And whoever assists"),
                icon="wheelchair",
            ),
            PriorityGroup(
                id="anak",
                name=words("Membawa anak kecil", "With a small child"),
                note=words("Sampai 5 tahun", "Up to 5 years"),
                icon="baby-carriage",
            ),
        ),
        documents=DocumentRules(),
        screen=ScreenRules(),
        board=BoardRules(),
        zones=(),
        desk=Desk(
            name=words("Meja informasi", "Information desk"),
            place=words("Di depan pintu masuk utama", "In front of the main entrance"),
        ),
        popular=tuple(by_id[one] for one in popular),
        life_events=MappingProxyType(
            {
                key: LifeEvent(key, words(name, english), words(note), icon, tuple(by_id[one] for one in of))
                for key, name, english, note, icon, of in LIFE_EVENTS
            }
        ),
        agencies=MappingProxyType(agencies),
        services=MappingProxyType(by_id),
        status="invented",
        by_agency=MappingProxyType(
            {key: tuple(one for one in services if one.agency.id == key) for key in agencies}
        ),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


SERVER = ServerView(
    online=True,
    business_day=date(2026, 3, 11),
    waiting={"ktp-hilang": 9, "kk-baru": 3, "skck": 5, "paspor": 4, "bpjs-umum": 9, "samsat-umum": 7},
)


def facts(**changes: object) -> Facts:
    plain = Facts(profile=profile(), now=NOW, printer=READY, identity=IDENTITY, server=SERVER)
    return replace(plain, **changes)  # type: ignore[arg-type]


def state(screen: Screen | None = None, language: Language = "id", **changes: object) -> State:
    """With `screen`, somebody is there and sees it; changes are of the facts, `warning` of the visit."""
    warning = changes.pop("warning", None)
    assert warning is None or isinstance(warning, int)
    visit = None if screen is None else Visit(1, language, screen, warning=warning)
    return State(facts=facts(**changes), visit=visit, visits=1)


NARROW = {
    "Cetak di mesin ini": "Cetak di sini",
    "Tidak, tetap pakai": "Tidak",
    "Cetak bukti ambil KTP": "Bukti ambil",
}
"""What a plate is called on the narrowest panel, where its whole name finds no room."""


def plate_name(name: str, panel: str) -> str:
    return NARROW.get(name, name) if panel == "1366x768" else name
