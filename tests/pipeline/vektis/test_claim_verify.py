"""The verifier: silent on sound files, and every breach with line, record, element and positions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.pipeline.vektis.breach import Breach
from groeiruimte.pipeline.vektis.layout import ELEMENTS, RECORDS, Element
from groeiruimte.pipeline.vektis.verify import MOST_BREACHES, verify
from groeiruimte.pipeline.vektis.write import write

from .sample_claims import BSNS, CLAIMED, CREDITED, FIRST, LINES, ORDER, changed, made, orders, people

LINE_OF = {"01": 1, "02": 2, "04": 3, "98": 4, "99": 7}


def places(content: bytes) -> list[tuple[int, str]]:
    return [(breach.line, breach.element) for breach in verify(content)]


@given(st.data())
@settings(max_examples=60)
def test_what_we_write_has_no_breach(data: st.DataObject) -> None:
    order = data.draw(orders())
    assert verify(write(order, data.draw(people(order.uzovi_code))).content) == []


def test_a_file_with_a_comment_and_a_credit_has_no_breach() -> None:
    assert verify(made(LINES)) == []


def _spoilt(element: Element) -> str:
    """A text that the element cannot hold: a letter in digits, a sign in the reserve, a space before signs."""
    if element.kind == "N":
        return "A" * element.length
    if element.duty.value == "S":
        return "x".rjust(element.length)
    return "x".rjust(element.length) if element.length > 1 else "x"


@pytest.mark.parametrize("element", ELEMENTS.values(), ids=lambda element: element.number)
def test_every_element_that_is_spoilt_is_reported_with_its_place(element: Element) -> None:
    mark = element.number[:2]
    content = changed(LINE_OF[mark], element.number, _spoilt(element))
    found = [(breach.line, breach.record, breach.element, breach.start, breach.end) for breach in verify(content)]
    assert found == [(LINE_OF[mark], mark, element.number, element.start, element.end)]


@pytest.mark.parametrize("element", ELEMENTS.values(), ids=lambda element: element.number)
def test_every_element_with_an_accent_is_reported(element: Element) -> None:
    number = LINE_OF[element.number[:2]]
    content = changed(number, element.number, "é" * element.length)
    assert places(content) == [(number, element.number)]


REPEATED = [(3, "0403"), (3, "0404"), (3, "0405")]


@pytest.mark.parametrize(
    ("line", "element", "text", "expected"),
    [
        (1, "0101", "07", [(1, "0101")]),
        (1, "0102", "113", [(1, "0102")]),
        (1, "0103", "03", [(1, "0103")]),
        (1, "0104", "01", [(1, "0104")]),
        (1, "0105", "X", [(1, "0105")]),
        (1, "0108", "0000", [(1, "0108")]),
        (1, "0108", "3313", [(2, "0204"), (5, "0204")]),
        (1, "0109", "00123456", [(1, "0109")]),
        (1, "0110", "00123456", [(1, "0110")]),
        (1, "0111", "00000000", [(1, "0111")]),
        (1, "0111", "02012345", [(1, "0111")]),
        (1, "0112", "00123456", [(1, "0112")]),
        (1, "0113", "07", [(1, "0113")]),
        (1, "0113", "02", [(1, "0110")]),
        (1, "0113", "99", []),
        (1, "0114", "20220431", [(1, "0114")]),
        (1, "0114", "20220701", [(1, "0115")]),
        (1, "0115", "20220229", [(1, "0115")]),
        (1, "0116", " " * 12, [(1, "0116")]),
        (1, "0117", "20220629", [(1, "0117")]),
        (1, "0117", "00000000", [(1, "0117")]),
        (1, "0119", "USD", [(1, "0119")]),
        (2, "0202", "000000000007", [(2, "0202")]),
        (2, "0203", "000000000", [(2, "0203")]),
        (2, "0203", "999900001", [(2, "0203"), (3, "0403")]),
        (2, "0204", "3313", [(2, "0204"), (3, "0404")]),
        (2, "0205", "1".ljust(15), [(3, "0405")]),
        (2, "0207", "20210229", [(2, "0207")]),
        (2, "0208", "3", [(2, "0208")]),
        (2, "0209", "6", [(2, "0209")]),
        (2, "0210", " " * 25, []),
        (2, "0212", "6", [(2, "0212")]),
        (2, "0216", "6", [(2, "0216")]),
        (2, "0217", "1506ck", [(2, "0217")]),
        (2, "0223", "0", [(2, "0223")]),
        (3, "0402", "000000000009", [(3, "0402")]),
        (3, "0403", BSNS[7], [(3, "0403")]),
        (3, "0404", "3313", [(3, "0404")]),
        (3, "0405", "1".ljust(15), [(3, "0405")]),
        (3, "0407", "3", [(3, "0407")]),
        (3, "0408", "20220402", [(3, "0409")]),
        (3, "0408", "20229999", [(3, "0408")]),
        (3, "0409", "20220331", [(3, "0409")]),
        (3, "0410", "007", [(3, "0410")]),
        (3, "0411", "00000", [(3, "0411")]),
        (3, "0412", "0000", [(3, "0412")]),
        (3, "0412", "0003", [(3, "0415")]),
        (3, "0413", "00123456", [(3, "0413")]),
        (3, "0414", "00000080", [(3, "0415")]),
        (3, "0415", "00000159", [(3, "0415"), (3, "0418")]),
        (3, "0416", "C", [(3, "0419"), (3, "0421")]),
        (3, "0418", "00000157", [(3, "0418"), (7, "9907")]),
        (3, "0419", "C", [(3, "0419"), (7, "9907"), (7, "9908")]),
        (3, "0420", " " * 20, [(3, "0420")]),
        (6, "0420", "R1".ljust(20), [(6, "0420")]),
        (6, "0421", " " * 20, [(6, "0421")]),
        (4, "9802", "000000000001", [(4, "9802")]),
        (4, "9803", "0000", [(4, "9803")]),
        (4, "9804", " " * 140, [(4, "9804")]),
        (7, "9902", "000003", [(7, "9902")]),
        (7, "9903", "000001", [(7, "9903")]),
        (7, "9904", "000003", [(7, "9904")]),
        (7, "9905", "000000", [(7, "9905")]),
        (7, "9906", "0000004", [(7, "9906")]),
        (7, "9907", "00000000080", [(7, "9907")]),
        (7, "9908", "C", [(7, "9908")]),
    ],
)
def test_what_an_element_says_is_checked(line: int, element: str, text: str, expected: list[tuple[int, str]]) -> None:
    assert places(changed(line, element, text)) == expected


def test_a_breach_reads_as_one_line_that_quotes_nothing() -> None:
    assert [str(breach) for breach in verify(changed(2, "0203", "999900001"))] == [
        "regel 2, record 02, element 0203, positie 15-23: Het BSN voldoet niet aan de elfproef. "
        "Zoek het nummer op, of vul negen negens in.",
        "regel 3, record 04, element 0403, positie 15-23: Burgerservicenummer (BSN) verzekerde is anders dan in het "
        "verzekerdenrecord erboven. Neem de waarde van element 0203 over.",
    ]


def test_an_empty_file() -> None:
    assert verify(b"") == [Breach(0, "", "", 0, 0, "Het bestand is leeg.", "Maak het bestand opnieuw.")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (LINES[1:], [(1, "0101")]),
        (LINES[:-1], [(6, "9901")]),
        ([*LINES, LINES[-1]], [(8, "9901")]),
        ([*LINES, LINES[1]], [(8, "0201"), (8, "0202")]),
        ([LINES[0], LINES[0], *LINES[1:]], [(2, "0101")]),
        ([LINES[0], LINES[-1]], [(2, "9901"), (2, "9902"), (2, "9904"), (2, "9905"), (2, "9906"), (2, "9907")]),
        (
            [
                LINES[0],
                ("98", {"9802": "1", "9803": "1", "9804": "x"}),
                *LINES[1:-1],
                ("99", LINES[-1][1] | {"9905": "2", "9906": "6"}),
            ],
            [(2, "9801")],
        ),
        (
            [LINES[0], ("04", CLAIMED | {"0402": "1"}), ("99", {"9904": "1", "9906": "1", "9907": "158", "9908": "D"})],
            [(2, "0401")],
        ),
        (
            [LINES[0], LINES[1], ("02", FIRST | {"0202": "2"}), ("99", {"9902": "2", "9906": "2", "9908": "D"})],
            [(3, "0201"), (4, "9901")],
        ),
    ],
)  # fmt: skip
def test_records_stand_in_order(lines: list, expected: list[tuple[int, str]]) -> None:
    assert places(made(lines)) == expected


def test_a_debtor_record_is_refused_and_counts_as_a_detail_record() -> None:
    lines = made([*LINES[:6], ("99", LINES[-1][1] | {"9906": "6"})]).splitlines(keepends=True)
    lines.insert(6, b"03000000000005" + b" " * 296 + b"\r\n")
    assert places(b"".join(lines)) == [(7, "0301")]


def test_a_debit_and_its_identical_credit_may_not_share_a_file() -> None:
    credit = CLAIMED | {"0402": "4", "0416": "C", "0419": "C", "0420": "R2", "0421": "OUD"}
    closing = LINES[-1][1] | {"9907": "0"}
    lines = [*LINES[:4], ("02", FIRST | {"0202": "3"}), ("04", credit), ("99", closing)]
    assert places(made(lines)) == [(6, "0416")]


def test_two_people_without_a_bsn_are_two_people() -> None:
    nobody, other = FIRST | {"0203": "999999999"}, FIRST | {"0202": "3", "0203": "999999999", "0207": "19700101"}
    debit = CLAIMED | {"0403": "999999999", "0412": "1", "0415": "79", "0418": "79"}
    lines = [
        LINES[0], ("02", nobody), ("04", debit), LINES[3], ("02", other), ("04", CREDITED | {"0403": "999999999"}),
        ("99", LINES[-1][1] | {"9907": "0"}),
    ]  # fmt: skip
    assert places(made(lines)) == []


def test_numbers_with_one_gap_are_one_breach() -> None:
    lines = [*LINES[:4], ("02", LINES[4][1] | {"0202": "4"}), ("04", CREDITED | {"0402": "5"}), LINES[6]]
    assert places(made(lines)) == [(5, "0202")]


def _frames(content: bytes) -> list[tuple[int, str, str, int, int]]:
    return [(breach.line, breach.record, breach.element, breach.start, breach.end) for breach in verify(content)]


def test_ends_of_lines() -> None:
    lines = made(LINES).splitlines(keepends=True)
    bare = [*lines[:2], lines[2][:-2] + b"\n", *lines[3:]]
    assert _frames(b"".join(bare)) == [(3, "04", "", 311, 312)]
    assert _frames(b"".join(lines)[:-2]) == [(7, "99", "", 311, 312)]
    assert _frames(b"".join(lines)[:-1]) == [(7, "99", "", 311, 312)]


def test_lengths_of_lines() -> None:
    lines = made(LINES).splitlines(keepends=True)
    short = [*lines[:3], lines[3][:-3] + b"\r\n", *lines[4:]]
    assert _frames(b"".join(short)) == [(4, "98", "", 1, 309)]
    long = [lines[0][:-2] + b" \r\n", *lines[1:]]
    assert _frames(b"".join(long)) == [(1, "01", "", 1, 311)]
    accent = [lines[0], lines[1].replace(b"Test", "Tést".encode()), *lines[2:]]
    assert _frames(b"".join(accent)) == [(2, "02", "", 1, 311)]
    blank = [*lines, b"\r\n"]
    assert _frames(b"".join(blank)) == [(8, "99", "9901", 1, 2), (8, "99", "", 1, 1), (8, "99", "9901", 1, 2)]


@pytest.mark.parametrize(
    "content", [b"BSN;Naam\r\n1;x\r\n", b"\n" * 5000, b"PK", made(LINES).decode().encode("utf-16")]
)
def test_a_file_of_something_else_is_one_sentence(content: bytes) -> None:
    what, mend = "Dit is geen declaratiebestand HA304.", "Kies het bestand dat met 01112 begint."
    assert verify(content) == [Breach(0, "", "", 0, 0, what, mend)]


def test_a_claim_behind_a_byte_order_mark_is_still_read() -> None:
    content = made(LINES).decode().encode("utf-8-sig")
    assert _frames(content) == [(1, "01", "", 1, 313), (1, "01", "0101", 1, 2)]


def test_a_file_without_one_good_line_does_not_fill_the_memory() -> None:
    found = verify(b"01112\n" * MOST_BREACHES)
    assert len(found) == MOST_BREACHES + 1
    assert found[-1] == Breach(0, "", "", 0, 0, "Er is meer mis dan dit overzicht toont.", "Maak het bestand opnieuw.")


@given(st.data())
@settings(max_examples=150)
def test_any_bytes_put_anywhere_never_break_the_verifier(data: st.DataObject) -> None:
    content = made(LINES)
    place = data.draw(st.integers(0, len(content)))
    added, taken = data.draw(st.binary(max_size=30)), data.draw(st.integers(0, 700))
    spoilt = content[:place] + added + content[place + taken :]
    assert all(isinstance(breach, Breach) for breach in verify(spoilt))


@given(st.data())
@settings(max_examples=150)
def test_one_changed_digit_is_found_or_is_no_breach_of_the_layout(data: st.DataObject) -> None:
    """One digit of an amount, count, number, BSN or insurer: all are held by something else in the file."""
    content = write(ORDER, data.draw(people("3311"))).content
    lines = content.splitlines(keepends=True)
    number = data.draw(st.integers(1, len(lines) - 1))
    held = {"02": ("0202", "0203", "0204"), "04": ("0402", "0403", "0404", "0412", "0414", "0415", "0418"),
            "99": ("9902", "9903", "9904", "9905", "9906", "9907")}  # fmt: skip
    element = ELEMENTS[data.draw(st.sampled_from(held[lines[number][:2].decode()]))]
    spot = data.draw(st.integers(element.start - 1, element.end - 1))
    digit = data.draw(st.integers(0, 9).filter(lambda other: other != lines[number][spot] - 48))
    lines[number] = lines[number][:spot] + str(digit).encode() + lines[number][spot + 1 :]
    assert verify(b"".join(lines)) != []


def test_every_element_name_can_start_a_sentence() -> None:
    for record in RECORDS.values():
        assert [element.name for element in record.elements if element.name != element.name.strip()] == []
