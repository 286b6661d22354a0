"""`anjungan bench`: how fast it is, against what a machine could do at best."""

import argparse
import os
import subprocess
import sys

from commands.parts.frame import ROOT

SUMMARY = "measure how fast it is, each figure against a peer in the same run"
DESCRIPTION = """\
Measures the real parts on this machine and prints a table; ratio is ours / peer. Both sides of a figure are
measured in turn, in 5 rounds after one to warm up, and the figure is the median of the rounds.

commit-own-p50, -p99    tap to the committed number of the kiosk's own series, against the bare transaction of
                        SQLite on the same file system; 200 a round
commit-site-p99-ms      the same with the number granted by a server; 200 a round
first-byte-p99-ms       tap to the first byte of the slip at the printer's socket; 60 a round
issue-1, -4, -16-vs-bare  numbers that a server grants in a second to 1, 4 and 16 connections, against its
                        statements without HTTP; 800 a round. More is better. Needs wrk
issue-1, -4, -16-vs-pgbench  the same against pgbench's four statements in PostgreSQL, neither signed nor over
                        HTTP; 3,200 a round. More is better. Needs wrk and postgresql
fleet-200-p99-ms        asking for a number to its answer, among 200 kiosks that take one in 10 s each
fleet-growth-100, fleet-growth  processor time of a number at the server, with 100 and 1,000 kiosks against 10
first-frame             start of the process to its first frame, against an empty QML window; 10 starts
tap-repaint             a letter in the search to its frame, against a touch on that window; 60 a round
page-change             a touch to the frame of another page, against a touch on that window; 60 a round
memory                  of a kiosk at its home page, against that window
memory-vs-chromium      the same against Chromium with the same home page. Needs chromium
call-to-board-p99-ms    press in the console to the board's paint; 100 a round. Needs chromium
search-5000-p50, -p99   a keystroke among 5,000 services, against SQLite's FTS5; 3,000 a round
keystroke-ms, keystroke-max-ms  what is hard among them, in the index alone: words spelt wrongly, 3,000 a
                        round; p99, and the longest of all
raster, qr, text-slip   time for the bytes of a drawn ticket, of a QR code, of a ticket in the printer's own
                        letters, against python-escpos; 60 a round
slip-bytes              length of the drawn ticket's, against python-escpos
printer-import          import of what prints, against python-escpos; 1 a round
slip-writes             writes of a ticket in the printer's own letters over TCP

Where the peer is 1 the figure stands by itself. Beside other work of the machine figures mean little.

--json FILE   writes the figures as a list of {"name", "ours", "peer", "unit", "ratio", "peer_is"}
--only NAME   this file of benchmarks/ alone, without .py; may be said again
--quick       everything once or twice: shows that it runs, its figures mean nothing

Ends with 0 when all was measured or said to be missing, 1 when something went wrong; wrong usage ends
with 64.
"""
PASSES_ON = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="options", help="as above")


def run(arguments: argparse.Namespace) -> int:
    """In a process of its own: nothing that this one has done is measured with it."""
    command = (sys.executable, "-P", "-m", "benchmarks", *arguments.words)
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False).returncode
