"""The body as the page shows it."""

from typing import Any

from tweipress.articles.text import body, content


def made(*blocks: dict[str, Any], lead: str = "", parts: int = 3) -> list[body.Part]:
    sections = [{"heading": "First <b>", "blocks": list(blocks)}]
    return body.shown(body.made(content.checked("t", lead, "", sections), parts))


def words(number: int) -> str:
    return " ".join(f"w{n}" for n in range(number))


def test_a_paragraph_over_three_parts_says_where_it_goes_on() -> None:
    parts = made({"kind": "paragraph", "text": f"**{words(30)}**"})
    assert [part.number for part in parts] == [1, 2, 3]
    assert [part.words for part in parts] == [10, 10, 10]
    assert [piece.kind for piece in parts[0].pieces] == ["heading", "paragraph"]
    assert [part.pieces[-1].continued for part in parts] == [False, True, True]
    assert parts[1].pieces[0].html.startswith("<strong>w10 ")
    assert parts[1].pieces[0].html.endswith(" w19</strong>")


def test_a_heading_is_text_that_the_template_escapes() -> None:
    heading = made({"kind": "paragraph", "text": words(30)})[0].pieces[0]
    assert heading.html == "First <b>"
    assert type(heading.html) is str


def test_a_list_is_cut_between_its_items_and_goes_on() -> None:
    first, second, third = made({"kind": "list", "items": [words(10)] * 3})
    assert [len(part.pieces[-1].items) for part in (first, second, third)] == [1, 1, 1]
    assert second.pieces[0].continued
    assert not second.pieces[0].items[0].continued


def test_an_item_longer_than_a_part_is_cut_within() -> None:
    _, second, _ = made({"kind": "list", "items": [words(60), "w"]})
    (piece,) = second.pieces
    assert piece.continued
    assert piece.items[0].continued


def test_a_source_comes_with_the_end_of_its_quote() -> None:
    quote = {"kind": "quote", "text": words(30), "source": "Somebody"}
    assert [part.pieces[-1].source for part in made(quote)] == ["", "", "Somebody"]


def test_the_lead_is_read_with_the_first_part_and_not_repeated() -> None:
    parts = made({"kind": "paragraph", "text": words(24)}, lead=words(6))
    assert [part.words for part in parts] == [10, 10, 10]
    assert parts[0].pieces[1].html == words(4)


def test_a_text_of_two_words_still_has_three_parts() -> None:
    parts = made({"kind": "paragraph", "text": "two words"}, parts=3)
    assert sum(part.words for part in parts) == 2
    assert len(parts) == 3


def test_html_that_got_into_the_database_is_cleaned_when_it_is_read() -> None:
    stored = body.made(content.checked("t", "", "", []), 1)
    piece = {
        "kind": "paragraph",
        "html": "a<script>b</script>",
        "items": [],
        "source": "",
        "continued": False,
    }
    (part,) = body.shown([{**stored[0], "pieces": [piece]}])
    assert part.pieces[0].html == "a"
