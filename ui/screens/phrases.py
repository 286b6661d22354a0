"""Phrases that several screens say: hours, fees, documents, how many wait, why a service takes no number."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import assert_never

from config.availability import Availability, opening
from config.dates import DAYS, DAYS_EN, MONTHS, MONTHS_EN, clock, equal_days, open_span
from config.models import Agency, DocumentKind, Hours, Language, Profile, Service
from config.money import rupiah
from kiosk.visit.state import Facts
from kiosk.visit.ticket import service_now, waiting_ahead
from ui.texts import Texts


def moment(at: datetime, now: datetime, texts: Texts) -> str:
    """`13.00` today, `Kamis 08.00` within a week, else `12 Maret 08.00`."""
    at = at.astimezone(now.tzinfo)
    if at.date() == now.date():
        return clock(at)
    return f"{day_of(at, now, texts.language)} {clock(at)}"


def day_of(at: datetime, now: datetime, language: Language) -> str:
    """`Kamis` within a week, else `12 Maret`."""
    if at.date() - now.date() < timedelta(days=7):
        return day_names(language)[at.weekday()]
    months = MONTHS_EN if language == "en" else MONTHS
    return f"{at.day} {months[at.month - 1]}"


def day_names(language: Language) -> Sequence[str]:
    return DAYS_EN if language == "en" else DAYS


def week(hours: Hours, language: Language) -> tuple[str, ...]:
    """`Senin–Jumat 08.00–16.00`, one text for each run of days with equal hours; closed days are left out."""
    names = day_names(language)
    return tuple(
        f"{_days(names, first, last)} {', '.join(map(open_span, spans))}"
        for first, last, spans in equal_days(hours)
        if spans
    )


def _days(names: Sequence[str], first: int, last: int) -> str:
    return names[first] if first == last else f"{names[first]}–{names[last]}"


def fee(service: Service, texts: Texts) -> str | None:
    """None where nobody knows it."""
    if service.fee is None:
        return None
    return rupiah(service.fee) if service.fee else texts.translate("Phrases", "Gratis")


def people(count: int, texts: Texts) -> str:
    if count == 1:
        return texts.translate("Phrases", "1 orang")
    return texts.translate("Phrases", "{n} orang").format(n=count)


def waiting(count: int | None, texts: Texts) -> str:
    """Empty where nobody knows."""
    return "" if count is None else texts.translate("Phrases", "{n} menunggu").format(n=count)


def waiting_at(facts: Facts, agency: Agency) -> int | None:
    """How many wait for the agency; None where the server has not said so of today."""
    services = facts.profile.by_agency.get(agency.id, ())
    return waiting_ahead(facts, services[0]) if services else None


def printed_here(facts: Facts, service: Service) -> bool:
    """By this machine, at any hour: no number is needed."""
    return service.document in facts.profile.documents.kinds


SHORT_NAMES: Mapping[DocumentKind, str] = {"kk": "KK", "ktp": "KTP", "kia": "KIA"}
"""As people call documents, in any language."""


def document_name(kind: DocumentKind, texts: Texts) -> str:
    match kind:
        case "kk":
            return texts.translate("Phrases", "Kartu Keluarga (KK)")
        case "ktp":
            return texts.translate("Phrases", "KTP-el")
        case "kia":
            return texts.translate("Phrases", "Kartu Identitas Anak (KIA)")
        case _:
            assert_never(kind)


def kiosk_name(letter: str, texts: Texts) -> str:
    return texts.translate("Phrases", "Anjungan {letter}").format(letter=letter)


def first_open(profile: Profile, now: datetime) -> Hours | None:
    """The site's own hours come first; another table keeps the mall open for its services."""
    return next((hours for hours in profile.hours if opening(hours, now).state == "open"), None)


def refusal(facts: Facts, service: Service, texts: Texts) -> str:
    """Why the service takes no number now, and when again; empty where it does, or none is needed."""
    if not service.takes_ticket or printed_here(facts, service):
        return ""
    return reason(service_now(facts, service), facts.now, texts)


def reason(found: Availability, now: datetime, texts: Texts) -> str:
    when = "" if found.until is None else moment(found.until, now, texts)
    match found.state:
        case "open":
            return ""
        case "closed":
            said = (
                texts.translate("Phrases", "Tutup, buka {when}")
                if when
                else texts.translate("Phrases", "Tutup")
            )
        case "cut_off":
            said = (
                texts.translate("Phrases", "Pengambilan nomor ditutup, buka {when}")
                if when
                else texts.translate("Phrases", "Pengambilan nomor ditutup")
            )
        case "quota_full":
            said = (
                texts.translate("Phrases", "Kuota hari ini habis, buka {when}")
                if when
                else texts.translate("Phrases", "Kuota hari ini habis")
            )
    return said.format(when=when)
