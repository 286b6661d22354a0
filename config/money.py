"""Amounts and fees as people here write them."""

from config.models import Language, Service


def rupiah(amount: int) -> str:
    """`Rp 30.000`, kept together on one line."""
    return f"Rp\u00a0{amount:,}".replace(",", ".")


def fee(service: Service, language: Language = "id") -> str | None:
    """`gratis`, `Rp 30.000`; None where it is not known."""
    match service.fee:
        case None:
            return None
        case 0:
            return "free" if language == "en" else "gratis"
        case amount:
            return rupiah(amount)
