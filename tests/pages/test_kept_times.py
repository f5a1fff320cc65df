"""What the books keep of a reading for ever is said, and is in the member's download."""

from tests.http.stage import Stage, signed_in
from tweipress.articles.models import Article
from tweipress.security.events import Event
from tweipress.security.models import SecurityEvent


def test_the_download_holds_when_a_reading_began_and_ended(stage: Stage, bees: Article) -> None:
    stage.read(stage.reader, bees)
    client = signed_in(stage.reader)
    client.post("/me/reading/forget/")
    kept = client.get("/me/reading/export/").json()["in_the_books_for_good"]
    assert [(each["act"], each["article"]) for each in kept] == [
        ("open", bees.pk),
        ("done", bees.pk),
    ]
    assert kept[0]["at"] < kept[1]["at"]
    exported = SecurityEvent.objects.filter(event=Event.EXPORTED, member=stage.reader.pk)
    assert exported.count() == 1
    assert signed_in(stage.critic).get("/me/reading/export/").json()["in_the_books_for_good"] == []


def test_pages_say_that_a_reading_can_be_timed_by_the_books(stage: Stage) -> None:
    client = signed_in(stage.reader)
    assert "can compute from it how long" in client.get("/me/reading/").content.decode()
    assert "can compute how long it took" in client.get("/about/privacy/").content.decode()
