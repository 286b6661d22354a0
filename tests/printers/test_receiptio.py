"""An independent status client, receiptio of npm, talks to the mock and says what it sees.

What it sent and got is kept beside this file: the suite plays its bytes to the mock again. A campaign, and
`--update-goldens`, let it talk anew where node is; it is fetched into a folder that is thrown away.
"""

import json
import shutil
import socket
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from printers.mock import Mock, MockState

TRANSCRIPT = Path(__file__).with_name("receiptio.json")
PACKAGE = "receiptio@2.1.2"
HOST = "127.83.2.9"
"""It knows no port but 9100; a loopback address of this test's own."""
TALK = """
require('receiptio').print(process.argv[2], process.argv[1]).then(said => console.log(said));
"""
EPSON = MockState(model="epson-tm-t82")
CASES: Sequence[tuple[str, MockState, str, str]] = (
    ("well", EPSON, "-q", "online"),
    ("low paper", replace(EPSON, paper="low"), "-q", "online"),
    ("cover open", replace(EPSON, cover="open"), "-q", "coveropen"),
    ("paper out", replace(EPSON, paper="out"), "-q", "paperempty"),
    ("cutter jammed", replace(EPSON, cutter="jammed"), "-q", "error"),
    ("head hot", replace(EPSON, head="hot"), "-q", "error"),
    ("fault", replace(EPSON, fault=True), "-q", "error"),
    ("another make", MockState(model="generic-80"), "-q", "online"),
    ("prints", EPSON, "-t 5", "success"),
    ("opened in the slip", replace(EPSON, cover="open", from_byte=40), "-t 5", "coveropen"),
    ("paper ends in the slip", replace(EPSON, paper="out", from_byte=40), "-t 5", "paperempty"),
)

Talk = list[list[str]]
"""What came from it and what was answered, in hex, again and again."""


def listen(mock: Mock, server: socket.socket) -> Talk:
    talk: Talk = []
    with server, server.accept()[0] as peer:
        mock.connect()
        while data := peer.recv(65_536):
            answer = mock.take(data)
            talk.append([data.hex(), answer.hex()])
            peer.sendall(answer)
    return talk


def live(folder: Path) -> Mapping[str, tuple[Talk, str]]:
    subprocess.run(["npm", "install", "--no-fund", "--no-audit", PACKAGE], cwd=folder, check=True)
    found: dict[str, tuple[Talk, str]] = {}
    with ThreadPoolExecutor(1) as other:
        for name, state, options, _ in CASES:
            server = socket.create_server((HOST, 9100))
            talk = other.submit(listen, Mock(state, lambda _: None, monotonic), server)
            words = ["node", "-e", TALK, "--", f"-d {HOST} {options}", "Loket 1"]
            said = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=60, check=True)
            found[name] = talk.result(), said.stdout.strip()
    return found


@pytest.mark.campaign
def test_an_independent_client_sees_what_the_mock_is(
    campaign: int, update_goldens: bool, tmp_path: Path
) -> None:
    if (campaign > 1 or update_goldens) and shutil.which("node"):
        found = live(tmp_path)
        if update_goldens:
            TRANSCRIPT.write_text(json.dumps(found, indent=1) + "\n")
    else:
        found = json.loads(TRANSCRIPT.read_text())
    assert {name: said for name, (_, said) in found.items()} == {name: said for name, _, _, said in CASES}
    for name, state, _, _ in CASES:
        mock = Mock(state, lambda _: None, monotonic)
        mock.connect()
        for data, answer in found[name][0]:
            assert mock.take(bytes.fromhex(data)).hex() == answer, name
