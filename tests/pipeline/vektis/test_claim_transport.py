"""Zips within VECOZO's limits, and zips of strangers that keep none."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.pipeline.vektis import transport
from groeiruimte.pipeline.vektis.claim import ClaimFile
from groeiruimte.pipeline.vektis.verify import verify_file
from groeiruimte.pipeline.vektis.write import pack, write

from .sample_claims import ANNA, LINES, ORDER, changed, made


def _file(name: str, content: bytes = b"x") -> ClaimFile:
    return ClaimFile(name, content, 1, 79, ())


def _contents(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_files_come_out_as_they_went_in() -> None:
    files = [_file("a.txt", b"een"), _file("b.txt", b"twee")]
    assert [_contents(archive) for archive in pack(files)] == [{"a.txt": b"een", "b.txt": b"twee"}]
    assert pack([]) == []


def test_the_same_files_make_the_same_bytes_without_a_time() -> None:
    files = [write(ORDER, [ANNA])]
    assert pack(files) == pack(files)
    with zipfile.ZipFile(io.BytesIO(pack(files)[0])) as opened:
        assert [(entry.date_time, entry.create_system) for entry in opened.infolist()] == [((1980, 1, 1, 0, 0, 0), 0)]


def test_thirty_files_a_zip() -> None:
    files = [_file(f"{number}.txt") for number in range(61)]
    assert [len(_contents(archive)) for archive in pack(files)] == [30, 30, 1]


@pytest.mark.parametrize("length", [1, 2_000, 40_000, 900_000])
def test_what_is_packed_unmeasured_is_noise_that_fits(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    """Nothing grows more by zipping than noise does, and near the limit nothing else is known of it than its length."""
    monkeypatch.setattr(transport, "_zipped_size", lambda _: pytest.fail("measured"))
    monkeypatch.setattr(transport, "MOST_ZIPPED", length + length // 1000 + 300)
    (archive,) = pack([_file("x.txt", random.Random(1).randbytes(length))])
    assert len(archive) <= transport.MOST_ZIPPED


def test_no_zip_over_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MOST_ZIPPED", 5_000)
    monkeypatch.setattr(transport, "MOST_UNZIPPED", 20_000)
    noise = random.Random(1)
    dense = [_file(f"d{number}.txt", noise.randbytes(2_000)) for number in range(5)]
    packed = pack(dense)
    assert [len(_contents(archive)) for archive in packed] == [2, 2, 1]
    assert all(len(archive) <= 5_000 for archive in packed)
    airy = [_file(f"a{number}.txt", b" " * 9_000) for number in range(5)]
    assert [len(_contents(archive)) for archive in pack(airy)] == [2, 2, 1]
    for too_large in (_file("x.txt", noise.randbytes(5_000)), _file("x.txt", b" " * 20_001)):
        with pytest.raises(ValueError, match=r"x\.txt is larger than VECOZO takes in"):
            pack([too_large])


def test_two_files_with_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two claim files have the same name"):
        pack([_file("a.txt"), _file("a.txt")])


def _found(path: Path) -> list[tuple[str, list[str]]]:
    return [(verified.file, [breach.what for breach in verified.breaches]) for verified in verify_file(path)]


def _zip(path: Path, entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as opened:
        for name, content in entries.items():
            opened.writestr(name, content)
    return path


def test_a_file_and_a_zip_of_files_are_verified(tmp_path: Path) -> None:
    plain = tmp_path / "claim.txt"
    plain.write_bytes(made(LINES))
    assert _found(plain) == [("claim.txt", [])]
    packed = _zip(tmp_path / "claims.zip", {"a.txt": made(LINES), "b.txt": changed(1, "0119", "USD")})
    assert _found(packed) == [
        ("claims.zip", []),
        ("claims.zip/a.txt", []),
        ("claims.zip/b.txt", ["Valutacode moet EUR zijn."]),
    ]


def test_our_own_zip_has_no_breach(tmp_path: Path) -> None:
    path = tmp_path / "claims.zip"
    path.write_bytes(pack([write(ORDER, [ANNA])])[0])
    assert _found(path) == [("claims.zip", []), ("claims.zip/HA304_01012345_2022Q2_3311_22K23311A001_TEST.txt", [])]


def test_names_that_vecozo_does_not_take(tmp_path: Path) -> None:
    name = "De bestandsnaam bevat een teken dat VECOZO niet aanneemt."
    spaced = tmp_path / "mijn claim.txt"
    spaced.write_bytes(made(LINES))
    assert _found(spaced) == [("mijn claim.txt", [name])]
    packed = _zip(tmp_path / "z.zip", {"../\x1b[31mé.txt": made(LINES)})
    assert _found(packed) == [("z.zip", []), ("z.zip/../??31m?.txt", [name])]


def test_a_zip_bomb_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MOST_UNZIPPED", 1_000_000)
    packed = _zip(tmp_path / "z.zip", {"a.txt": b"\0" * 900_000, "b.txt": b"\0" * 900_000})
    found = _found(packed)
    assert [file for file, _ in found] == ["z.zip", "z.zip/a.txt", "z.zip/b.txt"]
    assert found[2][1] == ["Het bestand is uitgepakt groter dan 300 MB."]


def test_a_plain_file_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MOST_UNZIPPED", 1_000)
    path = tmp_path / "a.txt"
    path.write_bytes(made(LINES))
    assert _found(path) == [("a.txt", ["Het bestand is uitgepakt groter dan 300 MB."])]


def test_other_zips_end_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    assert _found(broken) == [("broken.zip", ["Het zipbestand is beschadigd."])]
    assert _found(_zip(tmp_path / "none.zip", {})) == [("none.zip", ["Het zipbestand is leeg."])]
    many = _zip(tmp_path / "many.zip", {f"{number}.txt": b"" for number in range(31)})
    assert _found(many) == [("many.zip", ["Het zipbestand bevat meer dan 30 bestanden."])]
    other = _zip(tmp_path / "other.zip", {"a.txt": b"x"}, zipfile.ZIP_BZIP2)
    assert _found(other)[1] == ("other.zip/a.txt", ["Dit bestand in de zip is versleuteld of anders ingepakt."])
    assert _found(tmp_path / "gone.txt") == [("gone.txt", ["Dit bestand is niet te openen."])]
    assert _found(tmp_path) == [(tmp_path.name, ["Dit bestand is niet te openen."])]
    monkeypatch.setattr(transport, "MOST_ZIPPED", 100)
    assert _found(many) == [("many.zip", ["Het zipbestand is groter dan 20 MB."])]


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=20))
@settings(max_examples=100)
def test_a_zip_with_changed_bytes_never_breaks_the_verifier(place: int, added: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("a.txt", made(LINES))
        opened.writestr("b.txt", made(LINES))
    content = bytearray(out.getvalue())
    place %= len(content)
    content[place : place + len(added)] = added
    found = list(transport._unzipped("z.zip", io.BytesIO(bytes(content))))
    assert 1 <= len(found) <= 3
