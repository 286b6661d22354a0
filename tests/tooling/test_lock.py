"""The lock: names, versions and hashes of all that requirements.in asks for; no addresses."""

import re

from commands.parts.frame import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for() -> set[str]:
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    return {canonical(found[0]) for line in lines if (found := re.match(r"[A-Za-z0-9._-]+", line))}


def test_everything_that_is_asked_for_is_pinned() -> None:
    assert asked_for() <= set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))


def test_every_pin_has_hashes() -> None:
    pins = re.split(r"^(?=\S+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(pins) >= len(asked_for())
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_no_address_and_no_index() -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links| @ |^-e", LOCK, re.MULTILINE)
