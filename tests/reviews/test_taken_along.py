"""What an author and a juror take along of a review: their own words, and no juror's name."""

from tests.http.stage import id_of
from tests.pages.packed import taken
from tests.reviews.conftest import Court
from tweipress.bank import Receipt
from tweipress.core.ids import ArticleId
from tweipress.reviews import actions as reviews


def test_a_verdict_is_along_with_its_juror_and_without_a_name_with_the_author(court: Court) -> None:
    juror, other = court.jury[:2]
    article = ArticleId(court.draft.pk)
    answered = reviews.judge(id_of(juror), article, "It is sourced.", "k", approves=True)
    assert isinstance(answered, Receipt)
    [own] = taken(juror).rows("juries.csv")
    assert (own["verdict"], own["reason"]) == ("approves", "It is sourced.")
    assert own["title"] == ""
    assert [row["verdict"] for row in taken(other).rows("juries.csv")] == [""]
    assert "It is sourced." not in taken(other).whole
    files = taken(court.stage.author)
    [asked] = files.rows("reviews.csv")
    assert (asked["state"], asked["title"]) == ("open", court.draft.title)
    assert asked["said"] == "A juror approves: It is sourced."
    assert not any(member.name in files.whole for member in [*court.jury, juror])
