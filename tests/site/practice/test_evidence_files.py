"""Which files may be kept: known by their bytes, whatever they are called."""

from __future__ import annotations

import io
import zipfile

import pytest

from groeiruimte.actions.files import DOCX, JPG, LARGEST, PDF, PNG, XLSX, called, recognised

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def office(*names: str, locked: bool = False) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    content = packed.getvalue()
    entry = b"PK\x01\x02\x14\x03\x14\x00"
    return content.replace(entry + b"\x00", entry + b"\x01") if locked else content


TYPES = "[Content_Types].xml"
WORD, EXCEL = "word/document.xml", "xl/workbook.xml"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.4 ...", PDF),
        (b"\xff\xd8\xff\xe0....JFIF", JPG),
        (b"\x89PNG\r\n\x1a\n....", PNG),
        (office(TYPES, WORD), DOCX),
        (office(TYPES, EXCEL, "xl/worksheets/sheet1.xml"), XLSX),
    ],
)
def test_what_may_be_kept(content: bytes, media_type: str) -> None:
    assert recognised(content) == (media_type, None)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Dit bestand is leeg."),
        (b"%PDF-1.4" + b" " * LARGEST, "Dit bestand is te groot (21 MB)."),
        (b"GIF89a", "Dit soort bestand bewaren wij niet."),
        (b"<html>%PDF-1.4", "Dit soort bestand bewaren wij niet."),
        (OLE + b"old word", "Dit soort bestand bewaren wij niet."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Dit bestand is beveiligd met een wachtwoord."),
        (b"%PDF-1.4 trailer <</Encrypt 4 0 R>>", "Dit bestand is beveiligd met een wachtwoord."),
        (office(TYPES, "ppt/presentation.xml"), "Dit soort bestand bewaren wij niet."),
        (office(WORD), "Dit soort bestand bewaren wij niet."),
        (office(TYPES, WORD, EXCEL), "Dit soort bestand bewaren wij niet."),
        (office(TYPES, WORD, "word/vbaProject.bin"), "In dit bestand zitten macro's."),
        (office(TYPES, WORD, locked=True), "Dit bestand is beveiligd met een wachtwoord."),
        (b"PK\x03\x04 but not a zip", "Dit bestand is beschadigd."),
        (office(TYPES, WORD)[:-30], "Dit bestand is beschadigd."),
        (office(TYPES, WORD, *(f"word/media/{number}.png" for number in range(2001))), "Dit bestand is beschadigd."),
    ],
)
def test_what_is_refused_and_why(content: bytes, message: str) -> None:
    media_type, problem = recognised(content)
    assert (media_type, problem and problem.message) == ("", message)


@pytest.mark.parametrize(
    ("name", "media_type", "kept"),
    [
        ("contract.pdf", PDF, "contract.pdf"),
        ("FOTO.JPEG", JPG, "FOTO.jpg"),
        ("rapport.exe", PDF, "rapport.exe.pdf"),
        ("..\\..\\etc/passwd", PDF, "passwd.pdf"),
        ("\u202egpj.exe", PNG, "gpj.exe.png"),
        ("", DOCX, "bestand.docx"),
        ("x" * 300 + ".xlsx", XLSX, "x" * 120 + ".xlsx"),
    ],
)
def test_what_a_file_is_called(name: str, media_type: str, kept: str) -> None:
    assert called(name, media_type) == kept
