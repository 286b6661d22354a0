"""Slips as the profile fills them: of a committed ticket, and of what a service needs."""

from collections.abc import Mapping
from datetime import datetime

from config.dates import clock_range
from config.look.bands import PLAIN_STRIP
from config.models import Language, Profile, Service
from config.money import fee
from kiosk.slips.parts import SlipSite
from kiosk.slips.requirements import RequirementsSlip, requirements_slip
from kiosk.slips.ticket import TicketSlip, ticket_slip
from kiosk.visit.state import Ticket
from kiosk.wire import check_characters
from printers.document import Document


def slip_site(profile: Profile) -> SlipSite:
    """Without a public address slips bear no code."""
    strip = profile.band.strip if profile.band else PLAIN_STRIP
    return SlipSite(profile.short_name, profile.public_address, strip)


def ticket_document(
    ticket: Ticket,
    profile: Profile,
    site: SlipSite,
    *,
    kiosk: str,
    counters: Mapping[str, str],
    reprint: int,
    printed_at: datetime | None,
) -> Document:
    """`counters`: by agency id, as the server last said; `printed_at`: None where the clock is in doubt. The
    profile has the ticket's service."""
    service = profile.services[ticket.service]
    place, said = service.agency.place, ticket.estimate
    return ticket_slip(
        TicketSlip(
            label=ticket.label,
            check=check_characters(ticket.code),
            code=ticket.code,
            agency=service.agency.short,
            place=place.id if place else None,
            service=service.name.id,
            service_en=service.name.en,
            counter=counters.get(service.agency.id),
            waiting_ahead=ticket.waiting_ahead,
            estimate=clock_range(said.earliest, said.latest, profile.zone) if said else None,
            requirements=service.requirements,
            fee=fee(service),
            taken_at=None if ticket.time_quality == "doubtful" else ticket.issued_at,
            business_day=ticket.business_day,
            kiosk=kiosk,
            priority=ticket.priority is not None,
            language=ticket.language,
            reprint=reprint,
            reprinted_at=printed_at if reprint else None,
        ),
        site,
    )


def requirements_document(
    service: Service,
    site: SlipSite,
    *,
    kiosk: str,
    counters: Mapping[str, str],
    language: Language,
    reprint: int,
    printed_at: datetime | None,
) -> Document:
    place = service.agency.place
    return requirements_slip(
        RequirementsSlip(
            agency=service.agency.short,
            place=place.id if place else None,
            service=service.name.id,
            service_en=service.name.en,
            counter=counters.get(service.agency.id),
            requirements=service.requirements,
            fee=fee(service),
            printed_at=printed_at,
            kiosk=kiosk,
            language=language,
            reprint=reprint,
        ),
        site,
    )
