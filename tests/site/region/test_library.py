"""Bibliotheek: articles with their versions, and stories of practices (R145, R146, R150, R161, R168, R176)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import library
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Article, ArticleVersion, Event, Practice, StoredFile, Story
from tests.naughty import NAUGHTY
from tests.site.practice.site import client_of, post, queries, text, texts
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
HOME = "/regio/rijnmond/bibliotheek/"
TYPED = {"kind": "aid", "title": "Sjabloon", "text": "Vul het in.", "order": "3"}
NO_BSN = "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Linde"])[0]


@pytest.fixture
def lead(rijnmond: Rijnmond) -> Client:
    return client_of(make_person("region_lead", region=rijnmond.region))


def written(client: Client, **fields: Any) -> Article:
    response = post(client, f"{HOME}nieuw/", **(TYPED | fields))
    assert response.status_code == 302, text(response)
    return Article.objects.get(pk=response.url.rstrip("/").rsplit("/", 1)[-1])


def change(client: Client, article: Article, version: int = 1, **fields: Any) -> Any:
    return post(client, f"{HOME}{article.pk}/", version=version, **(TYPED | fields))


def a_pdf(content: bytes = b"%PDF-1.7 een") -> SimpleUploadedFile:
    return SimpleUploadedFile("sjabloon.pdf", content)


def story_of(practice: Practice, *, name_us: bool = False, words: str = "Het werkte.") -> Story:
    who = access.actor(make_person("practice_manager", practice=practice), TODAY)
    sent: Story = library.send_story(
        practice=practice, title="Bellen", text=words, objective="A", name_us=name_us, by=who, at=NOW, key=new_id()
    )
    return sent


def test_an_article_is_hidden_until_it_is_published(lead: Client) -> None:
    article = written(lead)
    assert (article.title, article.order, article.version, article.day, article.published) == (
        "Sjabloon",
        3,
        1,
        TODAY,
        False,
    )
    for published in (True, False):
        post(lead, f"{HOME}{article.pk}/zichtbaar/", published="ja" if published else "nee")
        article.refresh_from_db()
        assert article.published == published
    assert article.version == 1


def test_a_change_is_a_new_version_with_its_day_and_the_old_one_is_kept(lead: Client, settings: Settings) -> None:
    article = written(lead, file=a_pdf())
    settings.TODAY = TODAY + timedelta(days=9)
    assert change(lead, article, title="Nieuw sjabloon", file=a_pdf(b"%PDF-1.7 twee")).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.version, article.day) == ("Nieuw sjabloon", 2, TODAY + timedelta(days=9))
    (old,) = ArticleVersion.objects.all()
    assert (old.title, old.text, old.version, old.day) == ("Sjabloon", "Vul het in.", 1, TODAY)
    files = [lead.get(f"{HOME}{article.pk}/bestand/{query}").content for query in ("", "?versie=1", "?versie=2")]
    assert files == [b"%PDF-1.7 twee", b"%PDF-1.7 een", b"%PDF-1.7 twee"]
    assert lead.get(f"{HOME}{article.pk}/bestand/?versie=9").status_code == 404
    assert "Versie 1, 5 april 2022: Sjabloon" in text(lead.get(f"{HOME}{article.pk}/"))


def test_saving_without_a_change_is_no_version(lead: Client) -> None:
    article = written(lead)
    assert change(lead, article).status_code == 302
    article.refresh_from_db()
    assert (article.version, ArticleVersion.objects.count()) == (1, 0)


def test_a_file_can_be_taken_away_when_something_is_left_to_read(lead: Client) -> None:
    article = written(lead, file=a_pdf())
    page = change(lead, article, text="", without_file="on")
    nothing = "Er is nog niets te lezen. Schrijf een tekst, of voeg een link of bestand toe."
    assert texts(page, "error-summary") == [f"Verbeter dit voordat u verdergaat {nothing}"]
    change(lead, article, without_file="on")
    article.refresh_from_db()
    assert (article.file, article.version, StoredFile.objects.count()) == (None, 2, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Vul “Titel” in."),
        ({"text": "Bel 999990019"}, NO_BSN),
        ({"link": "http://voorbeeld.test"}, "Dit is geen link naar een veilige website. Begin met https://."),
        ({"link": "javascript:alert(1)"}, "Dit is geen link naar een veilige website. Begin met https://."),
        ({"kind": "theme"}, "Kies de doelstelling waar deze pagina over gaat."),
        ({"order": "1,5"}, "Vul een heel getal in, bijvoorbeeld 2.095."),
        (
            {"file": SimpleUploadedFile("a.exe", b"MZ")},
            "Dit soort bestand bewaren wij niet. Kies een pdf, jpg, png, docx of xlsx.",
        ),
    ],
)
def test_what_cannot_be_right_is_told(lead: Client, typed: dict[str, Any], sentence: str) -> None:
    page = post(lead, f"{HOME}nieuw/", **(TYPED | typed))
    assert (page.status_code, texts(page, "field__errors")) == (200, [f"Fout: {sentence}"])
    assert (Article.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_link_gets_its_https(lead: Client) -> None:
    assert written(lead, text="", link="www.voorbeeld.test/sjabloon").link == "https://www.voorbeeld.test/sjabloon"


def test_an_article_says_where_it_belongs(lead: Client) -> None:
    written(lead, form="project_plan", objective="B")
    page = lead.get(HOME)
    belongs_to = "Projectplan taken en verantwoordelijkheden, Doelstelling B"
    assert texts(page, "tbody") == [f"Sjabloon Hulpmiddel {belongs_to} 1 5 april 2022 Nog niet zichtbaar"]


def test_what_belongs_to_another_year_stays_so_when_it_is_saved(lead: Client) -> None:
    article = written(lead)
    Article.objects.filter(pk=article.pk).update(phase="execution")
    page = lead.get(f"{HOME}{article.pk}/")
    assert page.context["form"]["phase"].value() == "execution"
    assert change(lead, article, phase="execution", title="Anders").status_code == 302
    article.refresh_from_db()
    assert (article.phase, article.title) == ("execution", "Anders")


def test_the_list_can_be_narrowed_to_a_kind(lead: Client) -> None:
    written(lead)
    written(lead, kind="faq", title="Hoe?")
    rows = [[row[0].value for row in lead.get(f"{HOME}?soort={kind}").context["rows"]] for kind in ("", "faq", "<b>")]
    assert rows == [["Sjabloon", "Hoe?"], ["Hoe?"], ["Sjabloon", "Hoe?"]]


def test_a_story_is_edited_and_published_once(lead: Client, linde: Practice) -> None:
    story = story_of(linde, name_us=True)
    path = f"{HOME}verhalen/{story.pk}/"
    page = lead.get(path)
    assert page.context["form"]["text"].value() == "Het werkte.\n\nPraktijk: De Linde"
    response = post(lead, path, title="Minder bellen", text="Het werkte bij De Linde.")
    story.refresh_from_db()
    assert story.article is not None
    assert (response.url, story.article.kind, story.article.title, story.article.published) == (
        f"{HOME}{story.article_id}/",
        "story",
        "Minder bellen",
        True,
    )
    assert (story.title, story.text) == ("Bellen", "Het werkte.")
    again = post(lead, path, title="Minder bellen", text="Het werkte.")
    assert (again.status_code, Article.objects.count()) == (200, 1)
    assert "Dit verhaal staat al in de bibliotheek. Pas het daar aan." in texts(again, "error-summary")[0]


def test_a_practice_that_did_not_agree_is_not_named(lead: Client, linde: Practice) -> None:
    story = story_of(linde)
    path = f"{HOME}verhalen/{story.pk}/"
    assert lead.get(path).context["form"]["text"].value() == "Het werkte."
    page = post(lead, path, title="Bellen", text="Het werkte bij de linde.")
    assert "Deze praktijk wil niet met naam genoemd worden. Haal de naam" in texts(page, "error-summary")[0]
    assert Article.objects.count() == 0
    assert post(lead, path, title="Bellen", text="Het werkte.").status_code == 302


def test_waiting_stories_stand_first(lead: Client, linde: Practice) -> None:
    first = story_of(linde)
    post(lead, f"{HOME}verhalen/{first.pk}/", title="Bellen", text="Het werkte.")
    Story.objects.create(
        practice=linde,
        region=linde.region,
        title="Mailen",
        text="Ook.",
        sent_by=first.sent_by,
        sent_at=NOW - timedelta(1),
    )
    rows = lead.get(f"{HOME}verhalen/").context["rows"]
    assert [(row[0].value, row[3].note) for row in rows] == [("Mailen", "Wacht op u"), ("Bellen", "In Hulp")]
    assert "1 verhaal wacht op u." in text(lead.get(HOME))


def test_who_reads_and_who_writes(rijnmond: Rijnmond, lead: Client) -> None:
    article = written(lead)
    finance = client_of(make_person("region_finance", region=rijnmond.region))
    paths = (HOME, f"{HOME}{article.pk}/", f"{HOME}nieuw/", f"{HOME}verhalen/")
    assert [finance.get(path).status_code for path in paths] == [200, 404, 404, 404]
    assert "Schrijf een artikel" not in text(finance.get(HOME))
    who = access.actor(make_person("region_director", region=rijnmond.region), TODAY)
    with pytest.raises(library.Refused, match="Dit mag u niet doen"):
        library.publish(region=rijnmond.region, article=article, published=True, by=who, at=NOW, key=new_id())
    assert Event.objects.get(event="article.publish").detail == {"reason": "no_right"}


def test_no_text_breaks_an_article(lead: Client) -> None:
    whole = "\n\n".join(each for each in NAUGHTY if "\x00" not in each and len(each) <= 500)
    article = written(lead, text=whole)
    assert article.text == whole.strip()
    titles = [each.strip() for each in NAUGHTY if 0 < len(each.strip()) <= 200 and "\x00" not in each]
    answers = {post(lead, f"{HOME}nieuw/", **(TYPED | {"title": each})).status_code for each in titles[::20]}
    assert answers == {302}
    assert [lead.get(path).status_code for path in (HOME, f"{HOME}{article.pk}/")] == [200, 200]


def test_one_and_three_articles_take_the_same_queries(lead: Client, linde: Practice) -> None:
    written(lead, file=a_pdf())
    story = story_of(linde)
    one = [queries(lead, path) for path in (HOME, f"{HOME}verhalen/")]
    for each in range(2):
        written(lead, title=f"Nog {each}", file=a_pdf())
        Story.objects.create(
            practice=linde, region=linde.region, title="Nog", text="Een.", sent_by=story.sent_by, sent_at=NOW
        )
    assert [queries(lead, path) for path in (HOME, f"{HOME}verhalen/")] == one
