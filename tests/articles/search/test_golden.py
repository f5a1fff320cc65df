"""Searches whose answers a reader can judge, in English, Spanish, Korean and Arabic."""

from datetime import date
from typing import Final

import pytest

from tests.articles.search.corpus import article, author, meant, snippets, titles

pytestmark = pytest.mark.django_db(transaction=True)

BEES, HONEY, TOWN, WELLS = (
    "How bees vote",
    "A honey market",
    "The town that counts its trees",
    "Eleven hundred wells",
)
ABEJAS, CANCION, ANO = "Las abejas de la azotea", "Una canción para el río", "El año de la sequía"
DAETONG, GOYANG, BEOL = "대통령이 국회에서 말했다", "고양이를 돌보는 마을", "벌은 어떻게 투표하는가"
NAHL, MADINA = "النحل في المدينة", "أسماء الشوارع القديمة"


@pytest.fixture(autouse=True)
def paper(transactional_db: None) -> None:
    """Publish a paper in four languages, one article a day in this order."""
    article(
        BEES,
        "A swarm of workers decides where to live.",
        "Scouts dance for a place. The swarm follows the dance that the most scouts dance. "
        "Nobody counts the votes, and no queen decides. Honey is not spoken of.",
        day=1,
        section="Nature",
    )
    article(
        HONEY,
        "What a jar costs.",
        "The market opens at six. A beekeeper sells honey from her bees, and asks for cash.",
        day=2,
        section="Economy",
    )
    article(
        TOWN,
        "Volunteers walked every street.",
        "They counted limes and oaks. Bees like limes, it’s said. The café paid for the maps.",
        day=3,
        section="Nature",
    )
    article(WELLS, "", "A happy country of wells. The studies took ten years.", day=4)
    article(
        ABEJAS,
        "Tres colmenas en el tejado.",
        "La apicultora cuida las abejas de la ciudad. Las canciones del barrio no las asustan.",
        day=5,
    )
    article(CANCION, "", "El río tiene una canción. La cantan los niños de la escuela.", day=6)
    article(ANO, "", "Este año no llovió. Los pozos se secaron en la ciudad.", day=7)
    article(
        DAETONG,
        "",
        "대통령은 국회에서 새 법을 설명했다. 국회의원들은 질문을 했고 물가도 물었다.",
        day=8,
    )
    article(GOYANG, "", "마을 사람들은 고양이에게 물을 준다. 고양이는 골목에 산다.", day=9)
    article(BEOL, "", "벌들은 춤으로 투표한다. 여왕벌은 아무것도 정하지 않는다.", day=10)
    article(NAHL, "", "يعيش النحل على السطوح. تبيع المدينة العسل في السوق القديم.", day=11)
    article(MADINA, "", "كَتَبَ المعلّم أسماء الشوارع. المدرسة تحفظ الكتاب.", day=12)


ANSWERS: Final = {
    "English": [
        ("bees", [BEES, TOWN, HONEY]),  # in the title; then the newest of those that name them
        ("bee", [BEES, TOWN, HONEY]),
        ("BEES", [BEES, TOWN, HONEY]),
        ("honey", [HONEY, BEES]),
        ("the honey of the bees", [HONEY, BEES]),  # what says nothing is not asked for
        ("bees -honey", [TOWN]),
        ("bees −honey", [TOWN]),
        ("scout dancing", [BEES]),
        ("beekeeper's", [HONEY]),
        ("happiness", [WELLS]),
        ("happy study", [WELLS]),
        ("cafe", [TOWN]),
        ("café", [TOWN]),
        ("ＣＡＦＥ", [TOWN]),
        ("the", [TOWN, BEES, WELLS, HONEY]),  # in a title, often, once
        ('"no queen decides"', [BEES]),
    ],
    "Spanish": [
        ("abeja", [ABEJAS]),
        ("canciones", [CANCION, ABEJAS]),
        ("CANCION", [CANCION, ABEJAS]),
        ("año", [ANO]),
        ("ano", []),
        ("ciudad", [ANO, ABEJAS]),
        ("niño", [CANCION]),
    ],
    "Korean": [
        ("대통령", [DAETONG]),
        ("대통령을", [DAETONG]),
        ("국회", [DAETONG]),
        ("고양이가", [GOYANG]),
        ("고양이 물", [GOYANG]),
        ("물", [GOYANG, DAETONG]),
        ("투표", [BEOL]),
        ("여왕", [BEOL]),
    ],
    "Arabic": [
        ("النحل", [NAHL]),
        ("نحل", [NAHL]),
        ("المدينه", [NAHL]),
        ("اسماء", [MADINA]),
        ("كتب", [MADINA]),
        ("السوق القديم", [NAHL]),
        ("bees النحل", []),
        ("zebra", []),
        ("", []),
    ],
}


@pytest.mark.parametrize("language", ANSWERS)
def test_a_search_gives_what_a_reader_expects(language: str) -> None:
    for text, expected in ANSWERS[language]:
        assert titles(text) == expected, text


def test_a_typo_is_told_and_the_word_that_was_meant_is_looked_for() -> None:
    for typed, near, first in (
        ("honye", "honey", HONEY),
        ("beekeper", "beekeeper", HONEY),
        ("volumteers", "volunteers", TOWN),
        ("cancoin", "cancion", CANCION),
        ("대통렁", "대통령", DAETONG),
        ("العسب", "العسل", NAHL),
    ):
        assert meant(typed) == ((typed, near),)
        assert titles(typed)[0] == first


def test_what_is_near_to_nothing_is_no_typo() -> None:
    for text in ("xylophone", "qqqq", "bex", "퀴즈쇼", "1234567"):
        assert (titles(text), meant(text)) == ([], ()), text


def test_a_word_that_is_known_is_not_taken_for_a_typo_of_another() -> None:
    assert (titles("honey wells"), meant("honey wells")) == ([], ())


def test_sections_authors_and_days_narrow_a_search() -> None:
    assert titles("bees", section="Nature") == [BEES, TOWN]
    assert titles("", section="Economy") == [HONEY]
    assert titles("bees", first=date(2026, 1, 2)) == [TOWN, HONEY]
    assert titles("bees", first=date(2026, 1, 2), last=date(2026, 1, 2)) == [HONEY]
    assert titles("bees", last=date(2026, 1, 1)) == [BEES]
    assert titles("bees", last=date(9999, 12, 31), first=date(1, 1, 1)) == [BEES, TOWN, HONEY]
    assert titles("bees", section="Sport") == []


def test_an_author_s_articles_are_found_by_the_author() -> None:
    second = author("Tomas")
    mine = article("Bees again", author=second)
    assert titles("bees", author=second.pk) == [mine.title]
    assert mine.title not in titles("bees", author=author("Ines").pk)


def test_a_snippet_shows_the_words_where_they_stand() -> None:
    for text, marked in (
        ("scout dance", ["<mark>Scouts</mark>", "<mark>dance</mark>", "for a place"]),
        ("cafe", ["<mark>café</mark>"]),
        ("happy", ["A <mark>happy</mark> country"]),
        ("study", ["<mark>studies</mark>"]),
        ("cancion", ["<mark>canción</mark>"]),
        ("대통령이", ["<mark>대통령</mark>은 국회에서"]),
        ("نحل", ["يعيش <mark>النحل</mark> على"]),
        ("كتب", ["<mark>كَتَبَ</mark> المعلّم"]),
    ):
        (snippet, *_) = snippets(text)
        for piece in marked:
            assert piece in snippet, text
