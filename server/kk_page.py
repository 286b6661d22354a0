"""A Kartu Keluarga as one A4 page of PDF: header, two tables, and a place for the electronic signature.

The columns are those of the printed form (Permendagri 109/2019). A page for a simulated registry says across
itself that it is none; a real page comes signed from the real registry, and is never composed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, TableCellFillMode, TextEmphasis, VAlign
from fpdf.fonts import FontFace, TTFFont
from fpdf.util import Padding

from config.dates import long_date
from config.families import FamilyEntry, MemberEntry

SIMULATED = "SIMULASI, BUKAN DOKUMEN KEPENDUDUKAN"
MARGIN, WIDTH, HEIGHT = 12.0, 297.0, 210.0
"""Millimetres: A4, lying."""

SIGNATURE = (WIDTH - MARGIN - 74, HEIGHT - MARGIN - 36, 74.0, 30.0)
"""Millimetres from the upper left corner: left, top, width, height of the place that a signer fills."""
TABLES, BETWEEN, END = 53.0, 3.0, SIGNATURE[1] - 2
"""Millimetres: where the tables begin, what lies between them, where they end."""
BODY, HEADING = 7.5, 7.0
"""Points."""
LINE, PADDING = 3.6, Padding(0.3, 1, 0.3, 1)
"""Millimetres: of a line in a cell; what is free above and below it, and beside it."""

FACES = {"": "IBMPlexSansCondensed-Medium.ttf", "B": "IBMPlexSansCondensed-Bold.ttf"}
ROWS = 10
"""Members on one page at most; a family that needs more room goes on on the next, under the same head."""


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    """Share of the page's width."""


_PEOPLE = (
    _Column("No", 3),
    _Column("Nama Lengkap", 22),
    _Column("NIK", 16),
    _Column("Jenis Kelamin", 9),
    _Column("Tempat Lahir", 11),
    _Column("Tanggal Lahir", 9),
    _Column("Agama", 8),
    _Column("Pendidikan", 12),
    _Column("Jenis Pekerjaan", 13),
    _Column("Gol. Darah", 6),
)
_TIES = (
    _Column("No", 3),
    _Column("Status Perkawinan", 14),
    _Column("Tgl. Perkawinan/ Perceraian", 12),
    _Column("Hubungan dalam Keluarga", 15),
    _Column("Kewarga- negaraan", 9),
    _Column("No. Paspor", 9),
    _Column("No. KITAP", 9),
    _Column("Nama Ayah", 19),
    _Column("Nama Ibu", 19),
)


def kk_page(family: FamilyEntry, *, fonts: Path, today: date) -> bytes:
    """The PDF, A4 lying. `fonts`: the folder with the faces. What the registry does not say stays empty."""
    pdf = FPDF(orientation="landscape", unit="mm", format="A4")
    _compose(pdf, family, fonts, today)
    page = bytes(pdf.output())
    for font in pdf.fonts.values():  # fpdf2 leaves their files open
        if isinstance(font, TTFFont):
            font.ttfont.close()
    return page


def _compose(pdf: FPDF, family: FamilyEntry, fonts: Path, today: date) -> None:
    pdf.set_title("Kartu Keluarga (simulasi)")
    pdf.set_creator("Anjungan")
    pdf.set_auto_page_break(auto=False)
    pdf.set_margins(MARGIN, MARGIN, MARGIN)
    for style, face in FACES.items():
        pdf.add_font("plex", style, fonts / face)
    pdf.add_page()
    parts = _parted(pdf, [(_person(at, one), _ties(at, one)) for at, one in enumerate(family.members, 1)])
    for number, part in enumerate(parts, 1):
        if number > 1:
            pdf.add_page()
        _watermark(pdf)
        _head(pdf, family)
        _table(pdf, _PEOPLE, [person for person, _ in part])
        pdf.ln(BETWEEN)
        _table(pdf, _TIES, [ties for _, ties in part])
        assert pdf.get_y() <= END, "rows are measured as they are drawn"
        _foot(pdf, today, number, len(parts))


_Row = tuple[str, ...]


def _parted(pdf: FPDF, members: Sequence[tuple[_Row, _Row]]) -> list[list[tuple[_Row, _Row]]]:
    """What stands on each page: as many as have room, above the place for the signature."""
    pdf.set_font("plex", "B", HEADING)
    room = END - TABLES - BETWEEN
    room -= sum(_height(pdf, columns, [one.title for one in columns]) for columns in (_PEOPLE, _TIES))
    pdf.set_font("plex", "", BODY)
    parts: list[list[tuple[_Row, _Row]]] = []
    left = 0.0
    for person, ties in members:
        height = _height(pdf, _PEOPLE, person) + _height(pdf, _TIES, ties)
        if height > room:
            raise ValueError("a member's row is higher than a page")
        if height > left or len(parts[-1]) == ROWS:
            parts.append([])
            left = room
        parts[-1].append((person, ties))
        left -= height
    return parts


def _height(pdf: FPDF, columns: Sequence[_Column], row: Sequence[str]) -> float:
    """Millimetres of a table's row, as `_table` draws it."""
    share = (WIDTH - 2 * MARGIN) / sum(column.width for column in columns)

    def cell(width: float, text: str) -> float:
        asked = MethodReturnValue.HEIGHT
        return cast(float, pdf.multi_cell(width, LINE, text, padding=PADDING, dry_run=True, output=asked))

    return max(cell(share * column.width, text) for column, text in zip(columns, row, strict=True))


def _watermark(pdf: FPDF) -> None:
    """Across the page and on both edges, so that no cut takes all of it off."""
    pdf.set_text_color(232, 176, 176)
    pdf.set_font("plex", "B", 42)
    across = pdf.get_string_width(SIMULATED)
    with pdf.rotation(32, WIDTH / 2, HEIGHT / 2):
        pdf.text((WIDTH - across) / 2, HEIGHT / 2, SIMULATED)
    pdf.set_text_color(150, 0, 0)
    pdf.set_font("plex", "B", 11)
    for top in (5.0, HEIGHT - 9.0):
        pdf.set_xy(0, top)
        pdf.cell(WIDTH, 5, SIMULATED, align=Align.C)
    pdf.set_text_color(0)


def _head(pdf: FPDF, family: FamilyEntry) -> None:
    pdf.set_xy(MARGIN, 13)
    pdf.set_font("plex", "B", 20)
    pdf.cell(WIDTH - 2 * MARGIN, 9, "KARTU KELUARGA", align=Align.C, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("plex", "B", 13)
    pdf.cell(WIDTH - 2 * MARGIN, 7, f"No. {family.kk}", align=Align.C, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)
    head = next(member for member in family.members if member.nik == family.head)
    left = (
        ("Nama Kepala Keluarga", head.name),
        ("Alamat", family.address),
        ("RT/RW", family.rt_rw),
        ("Kode Pos", family.postcode),
    )
    right = (
        ("Desa/Kelurahan", family.kelurahan),
        ("Kecamatan", family.kecamatan),
        ("Kabupaten/Kota", family.city),
        ("Provinsi", family.province),
    )
    top = pdf.get_y()
    for x, pairs in ((MARGIN, left), (WIDTH / 2 + 20, right)):
        for at, (name, value) in enumerate(pairs):
            pdf.set_xy(x, top + at * 5)
            pdf.set_font("plex", "", 9)
            pdf.cell(36, 5, name)
            pdf.set_font("plex", "B", 9)
            pdf.cell(90, 5, f": {value or ''}")
    pdf.set_xy(MARGIN, TABLES)


def _table(pdf: FPDF, columns: Sequence[_Column], rows: Sequence[Sequence[str]]) -> None:
    pdf.set_font("plex", "", BODY)
    heading = FontFace(emphasis=TextEmphasis.B, size_pt=HEADING)
    with pdf.table(
        col_widths=tuple(column.width for column in columns),
        headings_style=heading,
        cell_fill_mode=TableCellFillMode.NONE,
        text_align=Align.L,
        v_align=VAlign.M,
        line_height=LINE,
        padding=PADDING,
    ) as table:
        table.row([column.title for column in columns])
        for row in rows:
            table.row(row)


def _person(number: int, one: MemberEntry) -> tuple[str, ...]:
    return (
        str(number),
        one.name,
        one.nik,
        one.civil.sex or "",
        one.civil.birthplace or "",
        f"{one.born:%d-%m-%Y}",
        one.civil.religion or "",
        one.civil.education or "",
        one.civil.occupation or "",
        one.civil.blood or "",
    )


def _ties(number: int, one: MemberEntry) -> tuple[str, ...]:
    married = f"{one.civil.married:%d-%m-%Y}" if one.civil.married else ""
    return (
        str(number),
        one.civil.marital or "",
        married,
        one.relationship,
        one.civil.citizenship or "",
        "",
        "",
        one.civil.father or "",
        one.civil.mother or "",
    )


def _foot(pdf: FPDF, today: date, page: int, pages: int) -> None:
    left, top, width, height = SIGNATURE
    pdf.set_draw_color(90)
    with pdf.local_context(dash_pattern={"dash": 1.5, "gap": 1.5}):
        pdf.rect(left, top, width, height)
    pdf.set_font("plex", "", 8)
    pdf.set_xy(left, top + height / 2 - 4)
    pdf.multi_cell(width, 4, "Tempat tanda tangan elektronik\nPejabat Pencatatan Sipil", align=Align.C)
    pdf.set_xy(MARGIN, top + height - 10)
    pdf.cell(120, 5, f"Dicetak {long_date(today)}. Data simulasi: semua orang dan nomor rekaan.")
    pdf.set_xy(MARGIN, top + height - 5)
    pdf.cell(120, 5, f"Halaman {page} dari {pages}")
