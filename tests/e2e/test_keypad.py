"""Somebody who cannot see the screen: five keys, earphones, and nothing else to go by."""

import json
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.voice.sound import Sound, read_wav
from tests.e2e.parts import (
    ADDRESS,
    SITE,
    central_server,
    code_on,
    line_of,
    network_printer,
    program,
)
from tests.server.parts import ACCESS_PIN, NIK, PRINT_PIN, open_store

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


class Listener:
    """Hears what is said, presses one of five keys, and knows nothing more."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._keypad, self._earphones = process.stdin, process.stdout
        self.heard: list[str] = []
        """Everything, in order."""
        self._now = 0
        """What was said since the last key begins here."""

    @property
    def hears(self) -> str:
        return "\n".join(self.heard[self._now :])

    def press(self, verb: str) -> None:
        """Again and again until an answer is heard: so soon after a page change no key counts."""
        self._now = len(self.heard)
        while self._now == len(self.heard):
            self._keypad.write(f"{verb}\n")
            self._keypad.flush()
            while "pressed" not in self._listen():
                pass

    def waits(self, words: str) -> None:
        while words not in self.hears:
            self._listen()

    def seeks(self, name: str) -> None:
        """Forwards through what can be pressed, until it is called so; at most once around."""
        first = ""
        while True:
            self.press("next")
            control = self.hears
            if control.startswith(name):
                return
            assert control != first, f"{name!r} is nowhere in {self.heard[-12:]}"
            first = first or control

    def chooses(self, name: str) -> None:
        self.seeks(name)
        self.press("select")

    def types(self, digits: str) -> None:
        for digit in digits:
            self.chooses(digit)
            assert self.hears.startswith("bintang"), self.hears

    def answers(self, wishes: Sequence[tuple[str, str]]) -> None:
        """To each question that is heard, what this citizen wants."""
        for question, wish in wishes:
            self.waits(question)
            self.chooses(wish)

    def _listen(self) -> dict[str, object]:
        line = self._earphones.readline()
        assert line, "the kiosk has ended"
        fact: dict[str, object] = json.loads(line)
        if "said" in fact:
            self.heard.append(str(fact["said"]))
        return fact


def sounds(folder: Path) -> list[Sound]:
    """Those that were not cut off."""
    found = [read_wav(file) for file in sorted(folder.glob("*.wav"))]
    return [one for one in found if isinstance(one, Sound)]


def test_a_number_and_a_family_card_s_slip_by_five_keys_and_an_ear(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir(mode=0o700)
    store = open_store(tmp_path / "server")
    token = store.enrolment_token(kiosk_name="pintu utara", now=datetime.now(UTC))
    store.close_files()
    spoken = tmp_path / "spoken"
    spoken.mkdir()
    with network_printer(tmp_path) as (printer, slips, _), central_server(tmp_path) as (address, _):
        words = [str(spoken), "--profile", str(SITE), "--state", str(tmp_path / "kiosk")]
        words += ["--printer", printer, "--windowed", "--panel", "1080x1920", "--always-open"]
        words += ["--address", ADDRESS, "--server", address, "--enrol", token]
        log = tmp_path / "kiosk.log"
        with program("tests.e2e.keyed_kiosk", words, log, stdin=subprocess.PIPE) as process:
            line_of(process, '"(open)"')
            citizen = Listener(process)
            # Until the server has enrolled it, it is out of service, and says so.
            while "Apa yang Anda perlukan hari ini?" not in citizen.hears:
                citizen.press("help")
            assert "Panduan suara menyala" in citizen.hears
            citizen.answers(
                (
                    ("Apa yang Anda perlukan hari ini?", "Ambil nomor antrean"),
                    ("Instansi mana yang Anda tuju?", "Imigrasi"),
                    ("Layanan apa yang Anda perlukan?", "Paspor"),
                    ("Semua syaratnya sudah siap?", "Ambil nomor"),
                    ("Apakah Anda termasuk kelompok prioritas?", "Tidak, antrean biasa"),
                )
            )
            citizen.waits("Nomor antrean Anda")
            number = re.search(r"Nomor antrean Anda\n(D(?:, C)?, 0 0 1)\n", citizen.hears)
            check = re.search(r"\nkode ([0-9A-Z]) ([0-9A-Z])\n", citizen.hears)
            assert number is not None and check is not None, citizen.hears
            citizen.waits("Ambil slip Anda")
            (slip,) = slips.glob("slip-*.png")
            code = code_on(slip)
            assert code is not None and code.startswith(check[1] + check[2])
            citizen.press("help")
            assert "Ambil slip Anda" in citizen.hears
            citizen.chooses("Selesai")
            assert citizen.hears.startswith("Kunjungan Anda selesai")

            citizen.press("next")
            citizen.waits("Apa yang Anda perlukan hari ini?")
            citizen.chooses("Cetak KK")
            citizen.waits("Bolehkah kami memakai NIK Anda?")
            consent = "\n".join(citizen.heard)
            for statement in ("NIK dan PIN akses Anda", "Slip tanpa NIK lengkap", "Tidak ada"):
                assert statement in consent
            citizen.chooses("Setuju")
            citizen.waits("Masukkan 16 angka NIK Anda")
            citizen.types(NIK)
            assert "Lanjut, sekarang tersedia" in citizen.hears
            citizen.chooses("Lanjut")
            citizen.waits("Masukkan PIN akses Anda")
            citizen.types(ACCESS_PIN)
            citizen.chooses("Lanjut")
            citizen.waits("Dokumen mana yang ingin Anda ambil?")
            citizen.chooses("Kartu Keluarga")
            assert "dipilih" in citizen.hears
            citizen.chooses("Cetak bukti KK")
            citizen.waits("Masukkan PIN cetak KK Anda")
            citizen.types(PRINT_PIN)
            citizen.chooses("Cetak bukti KK")
            citizen.waits("Ambil slip")
            assert len(list(slips.glob("slip-*.png"))) == 2
            citizen.chooses("Selesai")
            while not any(sound.seconds > 1 for sound in sounds(spoken)):
                assert process.poll() is None
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(30) == 0, log.read_text(encoding="utf-8")
    said = "\n".join(citizen.heard)
    assert all(canary not in said for canary in (NIK, ACCESS_PIN, PRINT_PIN))
    loud = [sound for sound in sounds(spoken) if sound.seconds > 1]
    assert loud and all(-40 < sound.level < 0 for sound in loud)
    for file in (log, *(tmp_path / "kiosk").iterdir()):
        kept = file.read_bytes()
        assert all(canary.encode() not in kept for canary in (NIK, ACCESS_PIN, PRINT_PIN)), file
