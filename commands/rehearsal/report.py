"""What became of the day: every number that was told or printed, against what the server has."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from statistics import median, quantiles

from commands.rehearsal.people import Told
from commands.rehearsal.plan import Citizen, Plan, Trouble

WORDS = {
    "server_killed": "server killed",
    "network_cut": "network cut",
    "paper_out": "paper out",
    "kiosk_killed": "kiosk killed",
}


@dataclass(frozen=True, slots=True)
class Served:
    """A ticket as the server has it at the end."""

    code: str
    label: str
    state: str
    called_at: datetime | None


@dataclass(frozen=True, slots=True)
class Judgement:
    lost: tuple[str, ...]
    """Codes that are on paper or were told, and that the server has not."""
    doubled: tuple[str, ...]
    """Labels of more than one ticket, codes on more than one paper or told to more than one citizen."""
    changed: tuple[str, ...]
    """Labels that were told and stand otherwise at the server."""
    told: tuple[Told, ...]
    turned_away: tuple[tuple[Citizen, str], ...]
    tickets: Mapping[str, Served]
    quarantined: int

    @property
    def is_right(self) -> bool:
        return not (self.lost or self.doubled or self.changed or self.quarantined)

    def waits(self) -> list[tuple[datetime, timedelta]]:
        """When the number was taken, and how long until its first call."""
        return [
            (one.at, ticket.called_at - one.at)
            for one in self.told
            if (ticket := self.tickets.get(one.code)) is not None and ticket.called_at is not None
        ]

    def estimates(self) -> Counter[str]:
        """Of the ranges that were said and whose number was called: `inside`, `sooner`, `later`."""
        found: Counter[str] = Counter()
        for one in self.told:
            ticket = self.tickets.get(one.code)
            if one.estimate is None or ticket is None or ticket.called_at is None:
                continue
            earliest, latest = one.estimate
            at = ticket.called_at.timestamp()
            found["sooner" if at < earliest else "later" if at > latest else "inside"] += 1
        return found


def judgement(
    database: Path,
    papers: Sequence[Path],
    told: Sequence[Told],
    turned_away: Sequence[tuple[Citizen, str]],
) -> Judgement:
    """Of a day that is over; the server has ended."""
    with closing(sqlite3.connect(database)) as db:
        rows = db.execute(
            """SELECT code, label, state, (SELECT min(at) FROM fact
            WHERE fact.ticket_id = ticket.ticket_id AND kind = 'called') FROM ticket"""
        ).fetchall()
        (quarantined,) = db.execute(
            """SELECT (SELECT count(*) FROM event WHERE quarantined IS NOT NULL)
            + (SELECT count(*) FROM stray_event)"""
        ).fetchone()
    tickets = {
        code: Served(code, label, state, datetime.fromisoformat(at) if at else None)
        for code, label, state, at in rows
        if code is not None
    }
    printed = [code for paper in papers for code in paper.read_text(encoding="ascii").split()]
    labels = {one.code: one.label for one in told}
    labels |= {code: tickets[code].label for code in printed if code in tickets}
    held = set(printed) | labels.keys()
    twice = [label for label, count in Counter(labels.values()).items() if count > 1]
    for codes in (printed, [one.code for one in told]):
        twice += [code for code, count in Counter(codes).items() if count > 1]
    changed = [one.label for one in told if one.code in tickets and tickets[one.code].label != one.label]
    return Judgement(
        lost=tuple(sorted(held - tickets.keys())),
        doubled=tuple(sorted(twice)),
        changed=tuple(sorted(changed)),
        told=tuple(told),
        turned_away=tuple(turned_away),
        tickets=tickets,
        quarantined=quarantined,
    )


def summary(found: Judgement, seed: int) -> list[str]:
    """Lines for a terminal."""
    own = sum(one.own for one in found.told)
    paper = sum(one.paper for one in found.told)
    waits = sorted(wait.total_seconds() / 60 for _, wait in found.waits())
    states = Counter(ticket.state for ticket in found.tickets.values())
    said = found.estimates()
    numbers = f"{len(found.told)} numbers taken, {own} of them the kiosks' own, {paper} on paper"
    wrong = (("lost", found.lost), ("doubled", found.doubled), ("changed", found.changed))
    lines = [
        f"seed {seed}: {numbers}; {len(found.turned_away)} citizens turned away",
        ", ".join([*(f"{word} {len(of)}" for word, of in wrong), f"quarantined {found.quarantined}"]),
        "at the end: " + ", ".join(f"{count} {state}" for state, count in sorted(states.items())),
    ]
    if len(waits) > 1:
        lines.append(
            f"waits: median {median(waits):.0f} min, one in ten over {quantiles(waits, n=10)[8]:.0f} min"
        )
    if said:
        total = said.total()
        lines.append(
            f"estimates: {total} said and called; {said['inside'] / total:.0%} within their range, "
            f"{said['sooner'] / total:.0%} sooner, {said['later'] / total:.0%} later (aimed at: 80, 10, 10)"
        )
    return lines


# --- the page -----------------------------------------------------------------------------------------------

WIDTH, HEIGHT, LEFT, BOTTOM = 960, 320, 64, 28
STYLE = """
body { font: 16px/1.5 sans-serif; max-width: 960px; margin: 2rem auto; padding: 0 1rem; color: #1c2430 }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem } svg { width: 100%; height: auto }
svg text { font-size: 12px; fill: #4a5565 }
table { border-collapse: collapse } td { padding: .1rem 1.5rem .1rem 0 }
.wrong { color: #a3171f; font-weight: bold }
"""


def page(found: Judgement, plan: Plan, *, seed: int) -> str:
    verdict = "nothing lost, no number twice" if found.is_right else "NOT RIGHT"
    lines = "".join(f"<li>{escape(line)}</li>" for line in summary(found, seed))
    rows = "".join(
        f"<tr><td>{one.begins:%H.%M}–{one.ends:%H.%M}</td><td>{WORDS[one.kind]}</td><td>{_who(one)}</td></tr>"
        for one in plan.troubles
    )
    wrong = "".join(
        f'<li class="wrong">{escape(one)}</li>' for one in found.lost + found.doubled + found.changed
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A mall day: {verdict}</title>'
        f"<style>{STYLE}</style><h1>A mall day, {plan.opens:%d %B %Y}: {verdict}</h1><ul>{lines}</ul>"
        f"<ul>{wrong}</ul><h2>Waits, by when the number was taken</h2>{waits_chart(found, plan)}"
        "<p>A dot is one number: blue one of the site's, orange a kiosk's own. The line is the median of a"
        " quarter of an hour; grey is trouble.</p>"
        f"<h2>When numbers were called, against the middle of what was said</h2>{estimate_chart(found)}"
        "<p>Minutes later (right) or sooner (left) than the middle of the range on the slip.</p>"
        f"<h2>Troubles</h2><table>{rows}</table></html>\n"
    )


def _who(trouble: Trouble) -> str:
    if not trouble.kiosks:
        return ""
    return "kiosk " + ", ".join(str(one + 1) for one in trouble.kiosks)


def waits_chart(found: Judgement, plan: Plan) -> str:
    waits = found.waits()
    most = max((wait.total_seconds() / 57 for _, wait in waits), default=10.0)
    own = {one.at: one.own for one in found.told}
    span = (plan.closes - plan.opens).total_seconds()

    def x(at: datetime) -> float:
        return LEFT + (WIDTH - LEFT) * (at - plan.opens).total_seconds() / span

    def y(minutes: float) -> float:
        return (HEIGHT - BOTTOM) * (1 - minutes / most)

    parts = [
        f'<rect x="{x(one.begins):.0f}" y="0" width="{max(2.0, x(one.ends) - x(one.begins)):.0f}" '
        f'height="{HEIGHT - BOTTOM}" fill="#e6e8eb"><title>{WORDS[one.kind]} {_who(one)}</title></rect>'
        for one in plan.troubles
    ]
    parts += [
        f'<circle cx="{x(at):.1f}" cy="{y(wait.total_seconds() / 60):.1f}" r="2" '
        f'fill="{"#d98a1f" if own[at] else "#1b5e8c"}" fill-opacity="0.55"/>'
        for at, wait in waits
    ]
    quarters: dict[int, list[float]] = {}
    for at, wait in waits:
        quarters.setdefault(int((at - plan.opens).total_seconds() // 900), []).append(
            wait.total_seconds() / 60
        )
    line = " ".join(
        f"{x(plan.opens + timedelta(seconds=900 * (quarter + 0.5))):.1f},{y(median(of)):.1f}"
        for quarter, of in sorted(quarters.items())
    )
    parts.append(f'<polyline points="{line}" fill="none" stroke="#1c2430" stroke-width="2"/>')
    hours = int(span // 3600)
    parts += [
        f'<text x="{x(plan.opens + timedelta(hours=hour)):.0f}" y="{HEIGHT - 8}" text-anchor="middle">'
        f"{plan.opens + timedelta(hours=hour):%H.%M}</text>"
        for hour in range(hours)
    ]
    step = max(5, round(most / 5 / 5) * 5)
    parts += [
        f'<text x="{LEFT - 8}" y="{y(minutes) + 4:.0f}" text-anchor="end">{minutes} min</text>'
        for minutes in range(0, int(most) + 1, step)
    ]
    return _svg(parts)


def estimate_chart(found: Judgement) -> str:
    off: Counter[int] = Counter()
    for one in found.told:
        ticket = found.tickets.get(one.code)
        if one.estimate is not None and ticket is not None and ticket.called_at is not None:
            middle = sum(one.estimate) / 2
            off[max(-30, min(30, round((ticket.called_at.timestamp() - middle) / 120) * 2))] += 1
    most = max(off.values(), default=1)
    slot = (WIDTH - LEFT) / 31
    parts = []
    for place, minutes in enumerate(range(-30, 31, 2)):
        tall = (HEIGHT - BOTTOM) * off[minutes] / most
        parts.append(
            f'<rect x="{LEFT + place * slot + 1:.1f}" y="{HEIGHT - BOTTOM - tall:.1f}" '
            f'width="{slot - 2:.1f}" height="{tall:.1f}" fill="#1b5e8c"><title>{off[minutes]}</title></rect>'
        )
        if minutes % 10 == 0:
            middle = LEFT + (place + 0.5) * slot
            parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 8}" text-anchor="middle">{minutes:+d}</text>')
    return _svg(parts)


def _svg(parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img">{"".join(parts)}</svg>'
