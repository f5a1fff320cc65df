"""What the books keep of a reading for ever is said, and is in the zip that a member takes."""

from tests.http.stage import Stage, signed_in
from tests.pages.packed import packed, taken
from tests.pages.test_leaving import fresh
from tweipress.articles.models import Article


def test_the_zip_holds_when_a_reading_began_and_ended(stage: Stage, bees: Article) -> None:
    stage.read(stage.reader, bees)
    client = fresh(stage.reader)
    client.post("/me/reading/forget/")
    [kept] = packed(client).rows("readings.csv")
    assert (kept["article"], kept["ended_by"]) == (str(bees.pk), "done")
    assert kept["started"] < kept["ended"]
    assert taken(stage.critic).rows("readings.csv") == []


def test_pages_say_that_a_reading_can_be_timed_by_the_books(stage: Stage) -> None:
    client = signed_in(stage.reader)
    assert "can compute from it how long" in client.get("/me/reading/").content.decode()
    assert "can compute how long it took" in client.get("/about/privacy/").content.decode()
