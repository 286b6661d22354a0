"""IPP's messages: what is sent, byte for byte, and what comes back, whatever it is."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from printers.ipp import Operation, parsed, request


def test_a_request_is_as_the_rfc_writes_it() -> None:
    """RFC 8010 section 3.1 and appendix A.1."""
    sent = request(
        Operation.PRINT_JOB,
        1,
        {"printer-uri": "ipp://p/", "document-format": "application/pdf"},
        {"copies": 1},
        b"%PDF",
    )
    assert sent == (
        b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x02en"
        b"\x45\x00\x0bprinter-uri\x00\x08ipp://p/"
        b"\x49\x00\x0fdocument-format\x00\x0fapplication/pdf"
        b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x01"
        b"\x03%PDF"
    )


def test_several_values_share_one_name() -> None:
    sent = request(Operation.GET_JOBS, 2, {"requested-attributes": ("job-id", "job-name")})
    assert sent.endswith(b"\x44\x00\x14requested-attributes\x00\x06job-id\x44\x00\x00\x00\x08job-name\x03")


def answered(body: bytes, *, status: int = 0, number: int = 7) -> bytes:
    return b"\x01\x01" + struct.pack(">HI", status, number) + body


def test_an_answer_is_read_group_by_group() -> None:
    body = (
        b"\x01\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x04\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x05"
        b"\x44\x00\x15printer-state-reasons\x00\x0bmedia-empty\x44\x00\x00\x00\x09door-open"
        b"\x22\x00\x19printer-is-accepting-jobs\x00\x01\x01"
        b"\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x09\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x0a\x03rest"
    )
    answer = parsed(answered(body, status=0x0507), 7)
    assert answer is not None and not answer.done
    assert answer.printer == {
        "printer-state": [5],
        "printer-state-reasons": ["media-empty", "door-open"],
        "printer-is-accepting-jobs": [1],
    }
    assert answer.jobs == ({"job-id": [9]}, {"job-id": [10]})


def test_an_answer_to_another_request_is_none() -> None:
    assert parsed(answered(b"\x03", number=8), 7) is None


@given(st.binary(max_size=200))
def test_whatever_comes_back_is_an_answer_or_none(data: bytes) -> None:
    answer = parsed(answered(data), 7)
    assert answer is None or answer.done
    assert parsed(data, 7) is None or len(data) > 8


def test_every_cut_of_an_answer_is_none() -> None:
    whole = answered(b"\x04\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x05\x03")
    assert parsed(whole, 7) is not None
    assert [parsed(whole[:at], 7) for at in range(len(whole))] == [None] * len(whole)
