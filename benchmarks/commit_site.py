"""commit-site: a number of the site's series, from the tap to its commit.

As commit-own, with the server there: a process of its own that grants the number over HTTP before the kiosk
commits it. Every label is looked at: the figure is of the site's numbers or of none. The peer is 1: the
figure is milliseconds.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Counts, Figure, percentile
from benchmarks.kiosk import InstantPrinter, kiosk
from benchmarks.mall import mall


def measure(counts: Counts, folder: Path) -> Iterator[Figure]:
    with mall(folder) as site:
        client = site.client()
        with kiosk(folder / "kiosk", InstantPrinter(), server=client, enrolment=site.enrolment) as one:
            rounds = [[one.take_number() for _ in range(counts.commits)] for _ in range(counts.rounds + 1)]
        client.close()
    labels = [taken.ticket.label for taken_all in rounds for taken in taken_all]
    assert not [label for label in labels if label.letter], "the server did not grant in time"
    assert len(set(labels)) == len(labels)
    measured = [[taken.milliseconds for taken in taken_all] for taken_all in rounds[1:]]
    yield Figure("commit-site-p99-ms", percentile(measured, 0.99), 1, "ms", "1")
