"""Reading a text, a file and a folder; and what holds for every text, also one made of nonsense."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.programme.folder import file_of, keys
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import examples, load, read, texts

Changed = Callable[..., str]
FRAME = (Path(__file__).parent / "frame.toml").read_text(encoding="utf-8")
REGION = (Path(__file__).parent / "region.toml").read_text(encoding="utf-8")
quick = settings(max_examples=15, deadline=None, database=None)
VALUES = st.sampled_from(
    ["3", "3.5", "true", '""', '"x"', '"A"', "2022-01-01", "12:00:00", "[]", "[1]", "{}", '{ kind = "any_of" }', "inf"]
)


@pytest.fixture
def folder(tmp_path: Path, frame: str, region: str) -> Path:
    """A folder with a frame, a region in a folder of its own, its examples, and a register."""
    (tmp_path / "regio").mkdir()
    (tmp_path / "registers").mkdir()
    (tmp_path / "kader.toml").write_text(frame, encoding="utf-8")
    (tmp_path / "regio" / "regio.toml").write_text(region, encoding="utf-8")
    (tmp_path / "regio" / "regio.cases.toml").write_text("", encoding="utf-8")
    (tmp_path / "registers" / "uzovi.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_a_good_text_gives_a_programme_and_no_problems(frame: str) -> None:
    programme, problems = read(frame)
    assert problems == []
    assert programme is not None
    assert (programme.key, programme.title, programme.short_title) == ("kader", "Kader van de proef", "Kader")
    assert [tariff.amount for tariff in programme.funding.tariffs] == [316, 327]
    assert programme.source_title(programme.objective("A").source) == "Beleid van de proef, r. 1"
    assert programme.lists is not None
    assert [column.key for column in programme.lists.columns] == ["bsn", "birth_date", "uzovi_code", "ion_start"]


@pytest.mark.parametrize("make", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_text_that_passed_through_windows_is_the_same_text(frame: str, make: Callable[[str], str]) -> None:
    assert read(make(frame)) == read(frame)


def test_an_empty_text_misses_everything_that_a_programme_needs() -> None:
    programme, problems = read("")
    assert programme is None
    needed = ["key", "title", "short_title", "insurer", "goal", "period", "care", "sources", "objectives", "funding"]
    assert [problem.where for problem in problems] == needed


def test_brackets_without_end_are_refused() -> None:
    what = "Hier staan te veel lijsten of blokken in elkaar."
    assert read("a = " + "[" * 3000) == (None, [Problem("de hele tekst", what, "Haal haakjes weg.")])


def test_a_deadline_outside_the_period_may_give_its_reason(frame: str, changed: Changed) -> None:
    text = changed(frame, ("date = 2022-08-31", 'date = 2021-12-01\noutside_period = "aanmelden gaat vooraf"'))
    assert read(text)[1] == []


def test_a_subject_lets_two_objectives_share_a_place(frame: str, changed: Changed) -> None:
    subject = 'key = "x"\nlabel = "Samen"\nobjectives = ["C", "D"]\nsource = { text = "beleid" }'
    text = changed(frame, ("order = 4", "order = 3"), ("[[choices]]", f"[[subjects]]\n{subject}\n\n[[choices]]"))
    assert read(text)[1] == []


def test_a_kpi_of_every_practice_may_wait_for_a_choice(frame: str, changed: Changed) -> None:
    met_by = 'met_by = { kind = "attended", topic = "zorg-op-afstand", at_least = 2 }'
    text = changed(
        frame, ('objective = "A"\ntitle = "U volgde', 'title = "U volgde'), (met_by, f'choice = "lean"\n{met_by}')
    )
    assert read(text)[1] == []


def test_a_gap_between_tariffs_may_be_said_aloud(frame: str, changed: Changed) -> None:
    gap = 'start = 2023-01-01\nend = 2023-03-31\nnote = "Niet bekend."\nsource = { text = "beleid" }'
    text = changed(
        frame,
        ("start = 2023-01-01", "start = 2023-04-01"),
        ("[[funding.eligible]]", f"[[funding.tariffs_unknown]]\n{gap}\n\n[[funding.eligible]]"),
    )
    assert read(text)[1] == []


def test_a_code_may_come_back_on_other_days(frame: str, changed: Changed) -> None:
    text = changed(frame, ('name = "Zilveren Kruis"\n', 'name = "ZK"\nstart = 2023-01-01\n'), ('"3314"', '"3311"'))
    assert read(text)[1] == []


def test_a_programme_without_any_tariff_has_no_gap(frame: str) -> None:
    tariffs = re.compile(r"\[\[funding\.tariffs\]\].*?(?=\[\[funding\.eligible\]\])", re.DOTALL)
    assert read(tariffs.sub("", frame))[1] == []


def test_a_folder_holds_programmes_but_no_examples_and_registers(folder: Path) -> None:
    assert keys(folder) == ["kader", "regio"]
    assert file_of("regio", folder) == folder / "regio" / "regio.toml"
    assert file_of("uzovi", folder) is None


def test_a_key_loads_its_text_on_top_of_its_base(folder: Path, frame: str, region: str) -> None:
    assert load("kader", folder) == read(frame)
    assert load("regio", folder) == read(region, base=frame)


def test_the_texts_of_a_programme_are_what_publishing_seals(folder: Path, frame: str, region: str) -> None:
    (folder / "regio" / "regio.cases.toml").write_text("# voorbeelden", encoding="utf-8")
    assert texts("regio", folder) == (region, frame, "# voorbeelden")
    assert texts("kader", folder) == (frame, "", "")


def test_texts_that_are_not_there_are_an_error_in_words(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r'^Er is geen bestand kadre\.toml\. Bedoelt u "kader"\?$'):
        texts("kadre", folder)
    (folder / "kader.toml").unlink()
    with pytest.raises(FileNotFoundError, match=r"^Er is geen bestand kader\.toml\. Zet kader\.toml in de map\.$"):
        texts("regio", folder)


def test_examples_that_cannot_be_read_are_an_error_in_words(folder: Path) -> None:
    (folder / "regio" / "regio.cases.toml").write_bytes("# één".encode("cp1252"))
    sentence = r"^regio\.cases\.toml bevat tekens die niet in UTF-8 staan\. Sla het op als UTF-8\.$"
    with pytest.raises(FileNotFoundError, match=sentence):
        texts("regio", folder)


def test_worked_examples_stand_beside_the_text(folder: Path) -> None:
    what = "Naast deze tekst staat geen kader.cases.toml."
    mend = "Schrijf ten minste één voorbeeld met [[case]]."
    assert examples("regio", folder) == ("", [])
    assert examples("kader", folder) == (None, [Problem("kader.cases.toml", what, mend)])


@pytest.fixture
def in_parts(folder: Path, region: str) -> Path:
    """The folder with a region whose term and whose last example stand in parts of their own."""
    term = '[[terms]]\nkey = "lean"\none = "Lean"\n'
    (folder / "regio" / "regio.b.toml").write_text(f"\ufeff{term}", encoding="utf-8")
    (folder / "regio" / "regio.a.toml").write_text("# eerst", encoding="utf-8")
    (folder / "regio" / "regio.b.cases.toml").write_text("# van b", encoding="utf-8")
    return folder


def test_the_parts_of_a_text_are_laid_behind_it_in_order(in_parts: Path, frame: str, region: str) -> None:
    whole = f'{region}\n\n# eerst\n\n[[terms]]\nkey = "lean"\none = "Lean"\n'
    assert load("regio", in_parts) == read(whole, base=frame)
    assert texts("regio", in_parts) == (whole, frame, "\n\n# van b")
    programme, problems = load("regio", in_parts)
    assert problems == []
    assert programme is not None
    assert [term.one for term in programme.terms][-1:] == ["Lean"]


def test_parts_of_a_base_are_read_with_it(in_parts: Path, frame: str, region: str) -> None:
    (in_parts / "kader.x.toml").write_text("# van het kader", encoding="utf-8")
    assert load("regio", in_parts)[1] == []
    assert texts("regio", in_parts)[1] == f"{frame}\n\n# van het kader"


def test_a_part_is_no_programme_of_its_own(in_parts: Path) -> None:
    assert keys(in_parts) == ["kader", "regio"]
    assert file_of("regio.b", in_parts) is None
    assert load("regio.b", in_parts)[0] is None


def test_examples_of_a_part_stand_alone_too(in_parts: Path) -> None:
    (in_parts / "regio" / "regio.cases.toml").unlink()
    assert examples("regio", in_parts) == ("# van b", [])


def test_a_part_without_its_text_is_named(folder: Path) -> None:
    (folder / "los.deel.toml").write_text("# deel", encoding="utf-8")
    problem = Problem("de bestandsnaam", "Er is geen bestand los.toml.", "Zet los.toml in de map.")
    assert keys(folder) == ["kader", "los", "regio"]
    assert load("los", folder) == (None, [problem])


def test_a_part_stands_beside_its_text(in_parts: Path) -> None:
    (in_parts / "regio.c.toml").write_text("# elders", encoding="utf-8")
    problem = Problem(
        "regio.c.toml", "regio.c.toml staat niet naast regio.toml.", "Zet het in dezelfde map als regio.toml."
    )
    assert load("regio", in_parts) == (None, [problem])


def test_a_part_in_another_encoding_is_refused(in_parts: Path) -> None:
    (in_parts / "regio" / "regio.b.toml").write_bytes("# één".encode("cp1252"))
    what = "regio.b.toml bevat tekens die niet in UTF-8 staan."
    assert load("regio", in_parts) == (None, [Problem("regio.b.toml", what, "Sla het op als UTF-8.")])


def test_a_slip_in_a_part_is_told_by_its_own_line(in_parts: Path) -> None:
    (in_parts / "regio" / "regio.b.toml").write_text("# deel\n[[terms]]\nkey = ja\n", encoding="utf-8")
    _, problems = load("regio", in_parts)
    assert [problem.where for problem in problems] == ["regio.b.toml: regel 3, teken 7"]


def test_a_slip_before_the_parts_is_told_by_its_own_line(in_parts: Path, region: str) -> None:
    (in_parts / "regio" / "regio.toml").write_text(f"{region}\nfout = ja\n", encoding="utf-8")
    _, problems = load("regio", in_parts)
    line = region.count("\n") + 2
    assert [problem.where for problem in problems] == [f"regio.toml: regel {line}, teken 8"]


def test_a_key_without_a_file_names_the_one_it_looks_like(folder: Path) -> None:
    problem = Problem("de bestandsnaam", "Er is geen bestand kadre.toml.", 'Bedoelt u "kader"?')
    assert load("kadre", folder) == (None, [problem])


def test_a_base_without_a_file_is_named(folder: Path, region: str, changed: Changed) -> None:
    text = changed(region, ('extends = "kader"', 'extends = "2019"'))
    (folder / "regio" / "regio.toml").write_text(text, encoding="utf-8")
    problem = Problem("extends", "Er is geen bestand 2019.toml.", "Zet 2019.toml in de map.")
    assert load("regio", folder) == (None, [problem])


def test_a_text_that_extends_itself_is_refused_from_a_file_too(folder: Path, region: str, changed: Changed) -> None:
    text = changed(region, ('extends = "kader"', 'extends = "regio"'))
    (folder / "regio" / "regio.toml").write_text(text, encoding="utf-8")
    mend = "Noem een andere tekst, of haal dit weg."
    assert load("regio", folder) == (None, [Problem("extends", "Deze tekst bouwt voort op zichzelf.", mend)])


def test_the_key_of_a_text_is_the_name_of_its_file(folder: Path) -> None:
    (folder / "kader.toml").rename(folder / "2022.toml")
    what = 'De sleutel "kader" is niet de naam van het bestand 2022.toml.'
    mend = 'Schrijf key = "2022", of hernoem het bestand.'
    assert load("2022", folder) == (None, [Problem("key", what, mend)])


def test_two_files_of_one_name_are_refused(folder: Path, frame: str) -> None:
    (folder / "regio" / "kader.toml").write_text(frame, encoding="utf-8")
    what = "Er zijn 2 bestanden met de naam kader.toml."
    mend = "Laat er één staan of geef het andere een eigen naam."
    assert load("kader", folder) == (None, [Problem("de bestandsnaam", what, mend)])


def test_a_file_in_another_encoding_is_refused(folder: Path, frame: str) -> None:
    (folder / "kader.toml").write_bytes(frame.encode("cp1252"))
    what = "kader.toml bevat tekens die niet in UTF-8 staan."
    assert load("kader", folder) == (None, [Problem("de bestandsnaam", what, "Sla het op als UTF-8.")])


def test_a_file_that_cannot_be_opened_is_named(folder: Path) -> None:
    (folder / "kader.toml").unlink()
    (folder / "kader.toml").mkdir()
    what = "kader.toml kan niet gelezen worden (Is a directory)."
    mend = "Kijk of u het bestand mag openen."
    assert load("kader", folder) == (None, [Problem("de bestandsnaam", what, mend)])


@given(line=st.integers(0, FRAME.count("\n") - 1), value=VALUES)
@quick
def test_any_other_value_gives_a_programme_or_problems(line: int, value: str) -> None:
    lines = FRAME.splitlines()
    name, equals, _ = lines[line].partition(" = ")
    lines[line] = f"{name} = {value}" if equals and "{" not in name else value
    programme, problems = read("\n".join(lines))
    assert (programme is None) == bool(problems)


@given(value=VALUES, line=st.integers(0, REGION.count("\n") - 1))
@quick
def test_any_other_value_in_an_overlay_gives_a_programme_or_problems(line: int, value: str) -> None:
    lines = REGION.splitlines()
    name, equals, _ = lines[line].partition(" = ")
    lines[line] = f"{name} = {value}" if equals else value
    programme, problems = read("\n".join(lines), base=FRAME)
    assert (programme is None) == bool(problems)


@given(st.text(max_size=60))
@quick
def test_any_text_gives_a_programme_or_problems(text: str) -> None:
    programme, problems = read(text)
    assert programme is None
    assert problems != []


def test_a_problem_reads_as_one_line() -> None:
    assert str(Problem("kpis[a].title", "Deze tekst is te kort.", "Schrijf ten minste 2 letters.")) == (
        "kpis[a].title: Deze tekst is te kort. Schrijf ten minste 2 letters."
    )
