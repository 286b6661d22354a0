"""The people of a simulated registry: `families.yaml` of a profile. All of them are invented.

Numbers have valid forms and belong to nobody; days are relative to the day on which they are asked for, so
that a demonstration never grows old.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from config.identity import DIGITS16_FORM, REQUEST_NUMBER
from config.models import DocumentKind, Line, Model

PIN_FORM = r"^[0-9]{4,12}$"

Digits16 = Annotated[str, Field(pattern=DIGITS16_FORM, repr=False)]
Pin = Annotated[str, Field(pattern=PIN_FORM, repr=False)]


class CivilEntry(Model):
    """What a Kartu Keluarga says of a member besides; what is not known stays empty on it."""

    sex: Literal["Laki-laki", "Perempuan"] | None = None
    birthplace: Line | None = None
    religion: Line | None = None
    education: Line | None = None
    occupation: Line | None = None
    blood: Line | None = None
    marital: Line | None = None
    married: date | None = None
    citizenship: Line | None = None
    father: Line | None = None
    mother: Line | None = None


class MemberEntry(Model):
    name: Line = Field(repr=False)
    nik: Digits16
    born: date = Field(repr=False)
    relationship: Line
    civil: CivilEntry = Field(default=CivilEntry(), repr=False)


class AccountEntry(Model):
    """A member who registered: may look at what is ready for the family.

    `not_recorded`: without biometrics, so that nothing is shown; `pin_expired`: the access PIN ran out.
    """

    nik: Digits16
    access_pin: Pin
    state: Literal["good", "not_recorded", "pin_expired"] = "good"


class RequestEntry(Model):
    """A document that somebody of the family asked for. `holder` is a member's NIK; of a KK the head's."""

    number: Annotated[str, Field(pattern=REQUEST_NUMBER)]
    kind: DocumentKind
    holder: Digits16
    state: Literal["submitted", "in_process", "ready", "collected", "expired", "revoked"]
    print_pin: Pin
    ready_days_ago: int = Field(default=1, ge=0)
    collect_within_days: int = Field(default=7, ge=1)
    counter: Line | None = None
    shelf: Line | None = None
    issue: Line | None = None
    """KTP-el: what kind of issue, `Penerbitan baru`."""
    bring: tuple[Line, ...] = ()


class FamilyEntry(Model):
    kk: Digits16
    head: Digits16
    """The head's NIK."""
    address: Line = Field(repr=False)
    rt_rw: Line
    kelurahan: Line
    kecamatan: Line
    city: Line | None = None
    province: Line | None = None
    postcode: Line | None = None
    members: tuple[MemberEntry, ...] = Field(min_length=1)
    accounts: tuple[AccountEntry, ...]
    requests: tuple[RequestEntry, ...]


class FamiliesFile(Model):
    format: Literal[1]
    status: Line
    """Says that the people are invented."""
    families: tuple[FamilyEntry, ...]
