"""Codes on documents' slips: what they hold, who may make them, how long keys last."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from server.slip_tokens import (
    ALPHABET,
    TOKEN_LENGTH,
    SlipKeys,
    SlipToken,
    add_slip_key,
    base45,
    from_base45,
    slip_keys,
)

UNTIL = datetime(2026, 4, 28, 17, 0, tzinfo=UTC)
REQUEST = "0b9e5c6a-8a59-4f3e-9a55-1f7f6d1f2a3b"
KEYS = SlipKeys((bytes(32),))


@pytest.mark.parametrize(
    ("raw", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")]
)
def test_base_45_is_rfc_9285_s(raw: bytes, text: str) -> None:
    assert base45(raw) == text and from_base45(text) == raw


@given(st.binary(max_size=100))
def test_base_45_comes_back(raw: bytes) -> None:
    assert from_base45(base45(raw)) == raw


@given(st.text(ALPHABET + "aé", max_size=9))
def test_only_what_base_45_makes_is_read(text: str) -> None:
    raw = from_base45(text)
    assert raw is None or base45(raw) == text


@given(st.uuids(), st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001 - made aware below
def test_a_token_says_request_and_end_in_134_characters(request: object, until: datetime) -> None:
    end = until.replace(microsecond=0, tzinfo=UTC)
    token = KEYS.signed(request_id=str(request), until=end)
    assert len(token) == TOKEN_LENGTH
    assert KEYS.proven(token) == SlipToken(str(request), end)


@given(st.uuids(), st.text(" \t", max_size=3), st.text(" \r\n", max_size=3))
def test_a_reader_may_add_blanks_and_lower_letters(request: object, before: str, after: str) -> None:
    token = KEYS.signed(request_id=str(request), until=UNTIL)
    assert KEYS.proven(before + token.lower() + after) == SlipToken(str(request), UNTIL)


@given(st.integers(0, TOKEN_LENGTH - 1), st.sampled_from(ALPHABET))
def test_no_character_can_be_changed(place: int, other: str) -> None:
    token = KEYS.signed(request_id=REQUEST, until=UNTIL)
    changed = token[:place] + other + token[place + 1 :]
    assert changed == token or isinstance(KEYS.proven(changed), str)


@pytest.mark.parametrize("text", ["", "KT-2604-1102", "0" * 134, "0" * 500, "é" * 134])
def test_what_is_no_token_is_said_so(text: str) -> None:
    assert KEYS.proven(text) == "no_token"


def test_a_forger_s_key_is_unknown() -> None:
    token = SlipKeys((b"f" * 32,)).signed(request_id=REQUEST, until=UNTIL)
    assert KEYS.proven(token) == "unknown_key"


def test_a_new_key_signs_and_the_old_ones_prove(tmp_path: Path) -> None:
    path = tmp_path / "slip.keys"
    old = slip_keys(path).signed(request_id=REQUEST, until=UNTIL)
    assert path.stat().st_mode & 0o777 == 0o600
    assert slip_keys(path).signed(request_id=REQUEST, until=UNTIL) == old, "the same key after a start"
    add_slip_key(path)
    keys = slip_keys(path)
    new = keys.signed(request_id=REQUEST, until=UNTIL)
    assert new != old and {keys.proven(old), keys.proven(new)} == {SlipToken(REQUEST, UNTIL)}
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_code_fits_the_slip_s_qr_and_is_read_back() -> None:
    token = KEYS.signed(request_id=str(uuid4()), until=UNTIL)
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, box_size=4, border=4)
    code.add_data(token, optimize=0)
    code.make(fit=True)
    assert code.version <= 6
    drawn = BytesIO()
    code.make_image().save(drawn, "PNG")
    (read,) = zxingcpp.read_barcodes(Image.open(drawn))
    assert read.text == token
