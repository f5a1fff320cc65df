"""Fingerprints of a text: a copy has those of its original, whatever was done to its looks."""

import random
import unicodedata
from collections.abc import Callable
from typing import Literal

import pytest

from tweipress.articles.text import content
from tweipress.articles.text.fingerprints import fingerprints, found_bps, plain, whole_bps

TEXT = (
    "The lighthouse keeper wrote the height of every wave into a ledger that nobody read. "
    "When the harbour was rebuilt, an engineer found forty volumes in a cellar and began to add. "
    "What he found changed how the town thinks about storms: they come in threes, and the third "
    "is the one that takes the boats. Since then each autumn has its own column. "
) + " ".join(
    f"In the year {year} it took {year % 17} boats and {year % 5} sheds."
    for year in range(1900, 1990)
)
OTHER = " ".join(
    f"Bees number {place} votes for tree {place * 7 % 90} with a dance." for place in range(90)
)


def share_bps(copy: str, original: str = TEXT) -> int:
    """Return how much of a text is in an original."""
    own, had = fingerprints(copy), fingerprints(original)
    return found_bps(own, {number: 1 for number in own if number in had})[0]


def zero_width(text: str) -> str:
    """Hide a joiner or a soft hyphen inside every word."""
    return " ".join(f"{word[:1]}\u200b{word[1:2]}\u00ad{word[2:]}\u2060" for word in text.split())


def homoglyphs(text: str) -> str:
    """Write with letters of other scripts that look the same."""
    return text.translate(str.maketrans("aceiopxyT", "асеіорхуΤ"))


DISGUISES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "titles": str.title,
    "spaces": lambda text: text.replace(" ", "\u00a0\n\t "),
    "punctuation": lambda text: text.replace(".", " !?…").replace(",", " –"),
    "accents": lambda text: text.replace("e", "é").replace("u", "u\u0308"),
    "wide letters": lambda text: text.translate({ord(a): ord(a) + 0xFEE0 for a in "abcdefgh"}),
    "digits for letters": lambda text: text.replace("i", "1").replace("o", "0"),
    "joiners": zero_width,
    "homoglyphs": homoglyphs,
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_changes_nothing(disguise: str) -> None:
    assert share_bps(DISGUISES[disguise](TEXT)) == 10_000


def test_paragraphs_in_another_order_are_still_a_copy() -> None:
    parts = TEXT.split(". ")
    random.Random(1).shuffle(parts)
    assert share_bps(". ".join(parts)) > 6000


def test_a_word_changed_here_and_there_is_still_a_copy() -> None:
    words = TEXT.split()
    words[::12] = ["indeed"] * len(words[::12])
    assert share_bps(" ".join(words)) > 4000


def test_a_copy_that_is_padded_has_the_whole_original_in_it() -> None:
    padded = f"{OTHER} {TEXT} {OTHER.replace('Bees', 'Ants').replace('tree', 'hill')}"
    assert whole_bps(fingerprints(padded), fingerprints(TEXT)) > 9500


def test_a_quotation_is_a_small_part_of_both() -> None:
    quoting = f"{OTHER} As the ledger says: {TEXT[:300]}"
    assert share_bps(quoting) < 1500
    assert whole_bps(fingerprints(quoting), fingerprints(TEXT)) < 2000


def test_another_text_shares_next_to_nothing() -> None:
    assert share_bps(OTHER) == 0


def test_a_table_or_code_that_was_copied_is_recognised() -> None:
    cells = [[f"place{row}", f"depth{row}", f"year{row}"] for row in range(20)]
    table = {"kind": "table", "head": ["a", "b", "c"], "rows": cells}
    code = {
        "kind": "code",
        "text": "\n".join(f"dig(well{n}, depth={n}) or stop" for n in range(20)),
    }
    for block in (table, code):
        own = {"kind": "paragraph", "text": "Words of one’s own before it."}
        first, copy = (
            content.checked(title, "", "", [{"blocks": blocks}]).plain.casefold()
            for title, blocks in (("One", [block]), ("Another", [own, block]))
        )
        assert share_bps(copy, first) > 6_000


def test_a_translation_and_letters_set_apart_are_not_found() -> None:
    assert share_bps("Der Leuchtturmwärter schrieb die Höhe jeder Welle in ein Buch. " * 9) == 0
    assert share_bps(" ".join(TEXT)) < 1000


def test_a_text_without_spaces_has_marks_of_its_signs() -> None:
    text = "灯台守は毎日波の高さを帳簿に書いたが誰もそれを読まなかった" * 3
    assert len(fingerprints(text)) > 3
    assert share_bps(text[5:], text) > 9000


@pytest.mark.parametrize(
    "text", ["", "one two three", "\u200b" * 999, "…!?" * 50, "\ud800 a b c d"]
)
def test_hardly_a_text_has_hardly_a_mark(text: str) -> None:
    assert len(fingerprints(text)) <= 1


def test_fingerprints_fit_where_databases_keep_numbers() -> None:
    kept = fingerprints(TEXT)
    assert min(kept) < 0 < max(kept)
    assert all(-(2**63) <= number < 2**63 for number in kept)
    assert 0.1 < len(kept) / len(TEXT.split()) < 0.3


def test_of_several_the_one_with_most_is_named_and_the_older_on_a_tie() -> None:
    assert found_bps(range(10), {1: 7, 2: 7, 3: 5, 4: 5, 5: 9}) == (5000, 5)
    assert found_bps(range(10), {}) == found_bps((), {}) == (0, 0)
    assert whole_bps((1, 2), ()) == 0


def test_what_a_reader_does_not_see_is_left_out() -> None:
    assert plain("Ｃａｆé\u200b  Ωmega") == plain("cafe  wmega")


@pytest.mark.parametrize("marks", ["\u0316\u0301", "\u302e\U0001d165", "\u0344\u0316"])
def test_heaps_of_accents_are_left_out_before_they_are_taken_apart(
    marks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    normalized: list[str] = []
    normalize = unicodedata.normalize

    def noting(form: Literal["NFKD"], text: str) -> str:
        normalized.append(text)
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", noting)
    assert plain("Caf" + "e" + marks * 2_000 + "\u00e9") == "cafee"
    assert not any(unicodedata.combining(sign) for text in normalized for sign in text)
