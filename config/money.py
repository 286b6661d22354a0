"""Amounts and fees as people here write them."""

from config.models import Language, Service


def rupiah(amount: int) -> str:
    """`Rp30.000`."""
    return f"Rp{amount:,}".replace(",", ".")


def fee(service: Service, language: Language = "id") -> str | None:
    """`gratis`, `Rp30.000`; None where it is not known."""
    match service.fee:
        case None:
            return None
        case 0:
            return "free" if language == "en" else "gratis"
        case amount:
            return rupiah(amount)
