"""What the server would answer of invented people's documents."""

from config.models import DocumentKind
from kiosk.wire import CollectionSlip, DocumentSlip, Member

PAGE = b"%PDF-1.4 Kartu Keluarga"
TOKEN = "A" * 134
"""As long as a real one."""


def slip_of(kind: DocumentKind, holder: str = "Sari W.") -> DocumentSlip:
    return DocumentSlip(
        kind=kind,
        simulated=True,
        request_no="X-1",
        counter="3",
        shelf=None,
        collect_by=None,
        place=None,
        bring=(),
        members=(Member(name=holder, relationship="Istri", nik_tail="0123", birth_year=1980),),
        kia_kind="0-5" if kind == "kia" else None,
        token=TOKEN,
    )


def collection_of(kind: DocumentKind) -> CollectionSlip:
    return CollectionSlip(
        kind=kind,
        simulated=True,
        request_no="X-1",
        holder="Sari W.",
        nik_tail="0123",
        counter="3",
        shelf=None,
        place=None,
        collect_from=None,
        collect_by=None,
        bring=(),
        token=TOKEN,
    )
