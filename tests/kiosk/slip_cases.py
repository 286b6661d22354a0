"""The slips that goldens hold: usual ones, and the worst that catalogue and families can do to a paper."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from config.look.bands import PLAIN_STRIP
from kiosk.slips.documents import collection_slip, document_slip
from kiosk.slips.parts import SlipSite
from kiosk.slips.requirements import RequirementsSlip, requirements_slip
from kiosk.slips.ticket import TicketSlip, ticket_slip
from kiosk.wire import CollectionSlip, DocumentSlip, Label, Member
from printers.document import Document

ZONE = ZoneInfo("Asia/Jakarta")
SITE = SlipSite(name="MPP Contoh", address="https://mpp.example", motif=PLAIN_STRIP)
NO_ADDRESS = replace(SITE, address=None)

TICKET = TicketSlip(
    label=Label("A", "", 12),
    check="7K",
    code="7K3M9XABCD",
    agency="Disdukcapil",
    place="Lantai 1, Zona A",
    service="Perubahan KK: penambahan anggota (kelahiran)",
    service_en="Change of family card: a birth",
    counter="1–4",
    waiting_ahead=6,
    estimate="08.35–08.50",
    requirements=("Formulir F-1.02", "KK lama", "Fotokopi kutipan akta kelahiran/surat keterangan lahir"),
    fee="gratis",
    taken_at=datetime(2026, 4, 14, 8, 14, tzinfo=ZONE),
    business_day=date(2026, 4, 14),
    kiosk="C",
    priority=False,
    language="id",
)
FOREIGNER = replace(
    TICKET,
    label=Label("D", "", 27),
    check="H2",
    code="H2V6QKRT58",
    agency="Imigrasi",
    place="Lantai 2, Zona B",
    service="Izin tinggal terbatas (ITAS) baru",
    service_en="Limited stay permit, new",
    counter="7",
    waiting_ahead=4,
    estimate="10.05–10.30",
    requirements=("Paspor", "Visa tinggal terbatas", "Surat penjamin"),
    fee=None,
    taken_at=datetime(2026, 4, 14, 9, 41, tzinfo=ZONE),
    language="en",
)
WORST = replace(
    TICKET,
    label=Label("AR", "C", 1112),
    check="W3",
    code="W3N8YDK4P7",
    agency="Ikatan Arsitek Indonesia Provinsi Sumatera Selatan",
    place=None,
    service="Konsultasi dan asistensi Surat Tanda Registrasi Arsitek (STRA)",
    counter=None,
    waiting_ahead=None,
    estimate=None,
    requirements=(),
    fee=None,
    taken_at=datetime(2026, 4, 14, 13, 2, tzinfo=ZONE),
    business_day=None,
    priority=True,
)

NO_CLOCK = replace(
    TICKET,
    label=Label("A", "C", 58),
    waiting_ahead=None,
    estimate=None,
    taken_at=None,
    business_day=None,
)
LONGEST = replace(
    TICKET,
    label=Label("KP", "", 1234),
    agency="Arsip dan Perpustakaan",
    place="Lantai 2, Zona Pelayanan Terpadu Timur",
    service="Paspor jalur prioritas (lansia, disabilitas, ibu hamil/menyusui, balita)",
    service_en="Registration of vulnerable undocumented residents",
    counter="12–19, 22",
    waiting_ahead=128,
    requirements=(
        "Berumur minimal 17 tahun atau sudah kawin/pernah kawin (dibuktikan KTP-el)",
        "Surat keterangan lahir atau SPTJM kebenaran data kelahiran (F-2.03)",
        "KTP-el asli",
        "Helm, jaket, dan kacamata dibuka saat foto",
        "Pengurangan/keringanan/penangguhan-pembayaran",
    ),
    fee="Rumah tangga 1.500.000; sosial 1.250.000; niaga 2.750.000; ada biaya jarak lebih dari 12 m",
    language="en",
    priority=True,
    reprint=3,
    reprinted_at=datetime(2026, 4, 14, 8, 31, tzinfo=ZONE),
)

BASE_45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FAMILY = (
    Member(name="Burhan Sekanak", relationship="Kepala Keluarga", nik_tail="3107", birth_year=1979),
    Member(name="Siti Nur'aini Kartika Melati", relationship="Istri", nik_tail="3204", birth_year=1982),
    Member(name="Tegar Sekanak", relationship="Anak", nik_tail="0002", birth_year=2006),
    Member(name="Zéfanya Intan Sekanak", relationship="Anak", nik_tail="0001", birth_year=2009),
    Member(name="Ma'ruf Haryo Sekanak", relationship="Anak", nik_tail="0003", birth_year=2014),
    Member(name="Hj. Rohaya", relationship="Mertua", nik_tail="0005", birth_year=1951),
)
LARGE_FAMILY = (
    *FAMILY,
    Member(
        name="Muhammad Rakha Alfarizqi Wirayudha Sekanak",
        relationship="Anak",
        nik_tail="0007",
        birth_year=2016,
    ),
    Member(name="Ayu Kemuning", relationship="Menantu", nik_tail="0002", birth_year=2004),
    Member(name="Joëlle Zaïra Sekanak", relationship="Cucu", nik_tail="0001", birth_year=2025),
    Member(name="Sabar Sekanak", relationship="Famili Lain", nik_tail="0004", birth_year=1988),
    Member(name="I", relationship="Famili Lain", nik_tail="0009", birth_year=1990),
    Member(name="Ratna Dwi Lestari", relationship="Pembantu", nik_tail="0011", birth_year=1995),
)
TOKEN = "".join(BASE_45[7 * place * place % 45] for place in range(134))
"""As long as a signed one, of the same letters; it says nothing."""
KK = DocumentSlip(
    kind="kk",
    simulated=True,
    request_no="KK-2604-3187",
    counter="3",
    shelf="B-14",
    collect_by=datetime(2026, 4, 21, 15, 30, tzinfo=ZONE),
    place="Disdukcapil, Lantai 1, Zona A",
    bring=("KTP-el asli", "Surat kuasa bila diwakilkan"),
    kk_tail="0012",
    head="Burhan Sekanak",
    address="Jl. Contoh Kenanga Lr. Tembesu No. 7",
    rt_rw="012/004",
    kelurahan="15 Ulu",
    kecamatan="Jakabaring",
    members=FAMILY,
    token=TOKEN,
)
KTP = DocumentSlip(
    kind="ktp",
    simulated=True,
    request_no="KT-2604-1102",
    counter="3",
    shelf="B-14",
    collect_by=KK.collect_by,
    place=KK.place,
    bring=("KTP-el lama untuk ditukar", "Surat kuasa bila diwakilkan"),
    members=(Member(name="Burhan S.", relationship="Pemohon", nik_tail="3107", birth_year=1979),),
    issue="Perubahan alamat",
    token=TOKEN,
)
KIA_INFANT = DocumentSlip(
    kind="kia",
    simulated=True,
    request_no="KA-2604-0419",
    counter="3",
    shelf="B-14",
    collect_by=KK.collect_by,
    place=KK.place,
    bring=("KTP-el asli orang tua/wali", "Akta kelahiran asli"),
    members=(Member(name="Zéfanya I. S.", relationship="Anak", nik_tail="0001", birth_year=2024),),
    kia_kind="0-5",
    token=TOKEN,
)
KIA_CHILD = KIA_INFANT.model_copy(
    update={
        "request_no": "KA-2604-0423",
        "kia_kind": "5-17",
        "members": (Member(name="Ma'ruf H. S.", relationship="Anak", nik_tail="0003", birth_year=2014),),
    }
)
PRINTED_AT = datetime(2026, 4, 14, 9, 20, tzinfo=ZONE)


def _document(slip: DocumentSlip, **changes: object) -> Document:
    return document_slip(slip.model_copy(update=changes), SITE, kiosk="C", printed_at=PRINTED_AT)


COLLECTION = CollectionSlip(
    kind="ktp",
    simulated=True,
    request_no=KTP.request_no,
    holder="Burhan S.",
    nik_tail="3107",
    counter="3",
    shelf=None,
    place=KTP.place,
    collect_from=datetime(2026, 4, 14, 13, tzinfo=ZONE),
    collect_by=KTP.collect_by,
    bring=("KTP-el lama untuk ditukar", "Surat kuasa bila diwakilkan"),
    token=TOKEN,
)


def _collection(slip: CollectionSlip, **changes: object) -> Document:
    return collection_slip(slip.model_copy(update=changes), SITE, kiosk="C", printed_at=PRINTED_AT)


REQUIREMENTS = RequirementsSlip(
    agency=TICKET.agency,
    place=TICKET.place,
    service=TICKET.service,
    service_en="Family card: adding a member (birth)",
    counter="1–4",
    requirements=TICKET.requirements,
    fee="Gratis",
    printed_at=PRINTED_AT,
    kiosk="C",
    language="id",
)

CASES: Mapping[str, Document] = {
    "ticket": ticket_slip(TICKET, SITE),
    "ticket-priority": ticket_slip(
        replace(TICKET, priority=True, waiting_ahead=0, estimate="08.10–08.20"), SITE
    ),
    "ticket-backup": ticket_slip(
        replace(TICKET, label=Label("A", "C", 12), waiting_ahead=None, estimate=None), SITE
    ),
    "ticket-english": ticket_slip(FOREIGNER, SITE),
    "ticket-english-backup": ticket_slip(
        replace(FOREIGNER, label=Label("D", "C", 27), priority=True, waiting_ahead=None, estimate=None), SITE
    ),
    "ticket-reprint": ticket_slip(
        replace(TICKET, reprint=2, reprinted_at=datetime(2026, 4, 14, 8, 31, tzinfo=ZONE), waiting_ahead=3),
        SITE,
    ),
    "ticket-worst": ticket_slip(WORST, SITE),
    "ticket-longest": ticket_slip(
        LONGEST, replace(SITE, address="https://antrean.layanan-publik.kota-contoh.example/")
    ),
    "ticket-no-address": ticket_slip(replace(TICKET, business_day=None, estimate=None), NO_ADDRESS),
    "ticket-no-clock": ticket_slip(NO_CLOCK, SITE),
    "requirements": requirements_slip(REQUIREMENTS, SITE),
    "requirements-english": requirements_slip(
        replace(REQUIREMENTS, language="en", counter=None, fee=None), NO_ADDRESS
    ),
    "requirements-reprint": requirements_slip(replace(REQUIREMENTS, language="en", reprint=2), SITE),
    "kk": _document(KK),
    "kk-12": _document(KK, members=LARGE_FAMILY),
    "kk-reprint": _document(KK, members=FAMILY[:3], reprint=2),
    "ktp": _document(KTP),
    "kia-0-5": _document(KIA_INFANT),
    "kia-5-17": _document(KIA_CHILD),
    "collection": _collection(COLLECTION),
    "collection-unknown": _collection(
        COLLECTION, kind="kia", counter=None, place=None, collect_from=PRINTED_AT.replace(day=15), bring=()
    ),
}
