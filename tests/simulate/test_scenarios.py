"""Scenario lines: what is read, what is refused, and that a refused line changes nothing."""

import json
from typing import Any

import pytest

from tweipress.core.tariff import TariffError
from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.run import as_text, run

CAST = """
{"do":"member","name":"author","level":20}
{"do":"member","name":"reader","level":20}
{"do":"member","name":"commenter","level":20}
{"at":"2026-01-01T00:00:00Z","do":"deposit","to":"pool","twei":1000000}
{"do":"deposit","to":"author","twei":500}
{"do":"deposit","to":"commenter","twei":100}
{"do":"open_day"}
{"do":"publish","member":"author","article":"a","time_to_read_s":180}
"""
MALFORMED = [
    "{",
    "[]",
    "null",
    "7",
    '"open_day"',
    "{}",
    "NaN",
    '{"do":7}',
    '{"do":null}',
    '{"do":"steal"}',
    '{"do":"__class__"}',
    '{"do":"settle"}',
    '{"do":"open_day","do":"open_day"}',
    '{"do":"open_day","more":1}',
    '{"do":"open_day","at":"2026-01-01"}',
    '{"do":"open_day","at":"2026-01-01T00:00:00"}',
    '{"do":"open_day","at":"2026-01-01T00:00:00+00:00"}',
    '{"do":"open_day","at":"2026-02-30T00:00:00Z"}',
    '{"do":"open_day","at":"2026-01-01T24:00:01Z"}',
    '{"do":"open_day","at":"2026-01-01T00:00:60Z"}',
    '{"do":"open_day","at":"２０２６-01-01T00:00:00Z"}',
    '{"do":"open_day","at":"2026-01-01T00:00:00Z\\n"}',
    '{"do":"open_day","at":1767225600}',
    '{"do":"open_day","at":null}',
    '{"do":"close_day","at":"2025-12-31T23:59:59Z"}',
    '{"do":"member","name":"pool"}',
    '{"do":"member","name":""}',
    '{"do":"member","name":"two words"}',
    '{"do":"member","name":"café"}',
    '{"do":"member","name":"line\\n"}',
    '{"do":"member","name":"under_score"}',
    '{"do":"member","name":7}',
    '{"do":"member","name":"x","level":0}',
    '{"do":"member","name":"x","level":true}',
    '{"do":"member","name":"x","level":2.0}',
    '{"do":"member","name":"x","level":"2"}',
    '{"do":"member","name":"x","level":null}',
    '{"do":"member","name":"x","level":' + str(10**30) + "}",
    '{"do":"member","name":"x","trusted":1}',
    '{"do":"member","name":"x","trust":1001}',
    '{"do":"member","name":"x","trust":-1}',
    '{"do":"member","name":"x","trust":true}',
    '{"do":"member","name":"x","trust":NaN}',
    '{"do":"member","name":"x","trust":Infinity}',
    '{"do":"deposit","to":"pool","twei":0}',
    '{"do":"deposit","to":"pool","twei":-5}',
    '{"do":"deposit","to":"pool","twei":1.5}',
    '{"do":"deposit","to":"pool","twei":1e3}',
    *(f'{{"do":"deposit","to":"pool","twei":{n}}}' for n in ("5.0", "+5", "1_0", "٣", "３")),
    '{"do":"deposit","to":"pool","twei":true}',
    '{"do":"deposit","to":"pool","twei":"5"}',
    '{"do":"deposit","to":"pool","twei":' + str(10**30) + "}",
    '{"do":"deposit","to":"pool","twei":' + "9" * 5000 + "}",
    '{"do":"deposit","twei":5}',
    '{"do":"deposit","to":["pool"],"twei":5}',
    '{"do":"publish","member":"author","article":"b","time_to_read_s":0}',
    '{"do":"publish","member":"author","article":"b"}',
    '{"do":"publish","member":"author","article":"b","time_to_read_s":60,"reviewed":"yes"}',
    '{"do":"settings"}',
    '{"do":"settings","tariff":{"minus_twei":0}}',
    "[" * 100_000,
    '{"do":' * 50_000,
    "\x00",
    "\ufeff{}",
]
UNKNOWN = [
    ('{"do":"open","member":"nobody","article":"a"}', "UNKNOWN_MEMBER"),
    ('{"do":"open","member":"reader","article":"b"}', "UNKNOWN_ARTICLE"),
    ('{"do":"deposit","to":"nobody","twei":5}', "UNKNOWN_MEMBER"),
    ('{"do":"like","member":"reader","comment":"c"}', "UNKNOWN_COMMENT"),
    ('{"do":"settle","comment":"c"}', "UNKNOWN_COMMENT"),
    ('{"do":"plus","member":"nobody"}', "UNKNOWN_MEMBER"),
    ('{"do":"member","name":"author"}', "ALREADY_JOINED"),
    (
        '{"do":"publish","member":"author","article":"a","time_to_read_s":60}',
        "ALREADY_PUBLISHED",
    ),
    ('{"do":"plus","member":"reader"}', "SESSION_GONE"),
    ('{"do":"minus","member":"reader"}', "SESSION_GONE"),
    ('{"do":"done","member":"reader"}', "SESSION_GONE"),
    ('{"do":"expire","member":"reader"}', "SESSION_GONE"),
    ('{"do":"open_day"}', "DAY_OPEN"),
]


def scene(*lines: str) -> str:
    """Return the cast's scenario with more lines."""
    return CAST + "\n".join(lines)


def played(text: str) -> dict[str, Any]:
    """Return the final books of a scenario."""
    return run(text.split("\n"), MemoryBank)


def last(text: str) -> Any:
    """Return the result of the last line."""
    return played(text)["results"][-1]


@pytest.mark.parametrize("line", MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_line_is_refused_changes_nothing_and_the_run_goes_on(line: str) -> None:
    books = played(f"{CAST}{line}\n" + '{"do":"open","member":"reader","article":"a"}')
    assert books["results"].pop(-2) == {"refused": "MALFORMED"}
    assert books["results"][-1] == {"quote": 1}
    assert books == played(CAST + '{"do":"open","member":"reader","article":"a"}')


@pytest.mark.parametrize(("line", "name"), UNKNOWN)
def test_a_line_the_rules_refuse_says_so_by_name_and_changes_nothing(line: str, name: str) -> None:
    books = played(CAST + line)
    assert books["results"].pop() == {"refused": name}
    assert books == played(CAST)


def test_blank_lines_are_skipped_even_before_the_settings() -> None:
    books = played('\n  \n\t\r\n{"do":"settings","gates":false}\n\n')
    assert books["results"] == [{}]


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\x0c"])
def test_a_space_that_json_does_not_know_makes_a_line_malformed(space: str) -> None:
    assert last(CAST + space + '{"do":"close_day"}') == {"refused": "MALFORMED"}


def test_an_empty_scenario_has_empty_books() -> None:
    assert as_text(played("")) == '{\n "accounts": {},\n "pnl": {},\n "results": []\n}\n'


def test_a_line_that_goes_back_does_not_move_the_clock() -> None:
    text = scene(
        '{"at":"2026-01-01T00:00:00Z","do":"open","member":"reader","article":"a"}',
        '{"at":"2026-01-01T00:00:54Z","do":"deposit","to":"pool","twei":1}',
        '{"at":"2026-01-01T00:00:53Z","do":"deposit","to":"pool","twei":1}',
        '{"do":"plus","member":"reader"}',
    )
    assert played(text)["results"][-2:] == [{"refused": "MALFORMED"}, {}]


def test_a_malformed_line_does_not_move_the_clock_either() -> None:
    later = '{"at":"2026-01-09T00:00:00Z","do":"deposit","to":"pool","twei":0}\n'
    sooner = '{"at":"2026-01-02T00:00:00Z","do":"deposit","to":"pool","twei":1}'
    assert last(CAST + later + sooner) == {}


def test_a_missing_time_is_the_last_one() -> None:
    text = scene(
        '{"do":"open","member":"reader","article":"a"}',
        '{"do":"plus","member":"reader"}',
        '{"at":"2026-01-01T00:00:54Z","do":"deposit","to":"pool","twei":1}',
        '{"do":"plus","member":"reader"}',
    )
    assert played(text)["results"][-3:] == [{"refused": "PROOF_TOO_EARLY"}, {}, {}]


def test_with_gates_on_a_session_ends_by_itself_and_its_quote_goes_back() -> None:
    text = scene(
        '{"do":"open","member":"reader","article":"a"}',
        '{"at":"2026-01-01T00:10:00Z","do":"deposit","to":"pool","twei":1}',
    )
    assert played(text)["accounts"]["reserved:reader"] == 1
    late = text + '\n{"at":"2026-01-01T00:15:01Z","do":"plus","member":"reader"}'
    books = played(late)
    assert books["results"][-1] == {"refused": "SESSION_GONE"}
    assert "reserved:reader" not in books["accounts"]
    assert books["accounts"]["lane:a:open"] == 19


def test_a_session_that_ends_while_no_day_is_open_gives_its_quote_back_at_the_opening() -> None:
    text = scene(
        '{"do":"open","member":"reader","article":"a"}',
        '{"do":"close_day"}',
        '{"at":"2026-01-02T00:00:00Z","do":"deposit","to":"pool","twei":1}',
    )
    assert played(text)["accounts"]["reserved:reader"] == 1
    books = played(text + '\n{"do":"open_day"}')
    assert "reserved:reader" not in books["accounts"]
    assert books["accounts"]["lane:a:open"] == 19


def test_with_gates_off_it_lives_until_the_timer_is_played() -> None:
    text = '{"do":"settings","gates":false}' + CAST
    text += '{"do":"open","member":"reader","article":"a"}\n'
    text += '{"at":"2026-02-01T00:00:00Z","do":"expire","member":"reader"}'
    assert last(text) == {}


def test_gates_are_on_when_nothing_is_said() -> None:
    newcomer = '{"do":"member","name":"bot"}\n{"do":"deposit","to":"bot","twei":90}\n'
    publish = '{"do":"publish","member":"bot","article":"b","time_to_read_s":60}'
    assert last(CAST + newcomer + publish) == {"refused": "LEVEL_TOO_LOW"}
    assert last('{"do":"settings","gates":false}' + CAST + newcomer + publish) == {}


def test_settings_are_the_first_line_or_refused() -> None:
    assert last('{"do":"settings"}\n{"do":"settings"}') == {"refused": "MALFORMED"}
    assert last('nonsense\n{"do":"settings"}') == {"refused": "MALFORMED"}


@pytest.mark.parametrize(
    ("tariff", "condition"),
    [
        ('{"no_such_key":1}', "C0"),
        ('{"minus_twei":true}', "C0"),
        ('{"minus_twei":2.0}', "C0"),
        ('{"subsidy_match_bps":10000,"minus_twei":0}', "C1"),
        ('{"comment_rake_bps":0}', "C2"),
        ('{"dislike_author_twei":4}', "C4"),
        ('{"dislike_fine_twei":11}', "C5"),
        ('{"report_twei":0}', "C7"),
        ('{"emission_bps_per_day":1001}', "C8"),
    ],
)
def test_a_refused_tariff_ends_the_run(tariff: str, condition: str) -> None:
    with pytest.raises(TariffError) as caught:
        played(f'{{"do":"settings","tariff":{tariff}}}\n{{"do":"open_day"}}')
    assert caught.value.condition == condition


@pytest.mark.parametrize("settings", ['"gates":1', '"tariff":[]', '"tariff":null', '"more":1'])
def test_malformed_settings_are_a_refused_line_and_the_defaults_hold(settings: str) -> None:
    books = played(f'{{"do":"settings",{settings}}}{CAST}')
    assert books["results"][0] == {"refused": "MALFORMED"}
    assert books["accounts"]["available:author"] == 450


def test_a_tariff_of_ones_own_is_played() -> None:
    text = '{"do":"settings","gates":false,"tariff":{"publish_twei":90}}' + CAST
    assert played(text)["accounts"]["available:author"] == 410


def test_a_refused_publication_leaves_its_name_free() -> None:
    publish = '{"do":"publish","member":"reader","article":"b","time_to_read_s":60}\n'
    deposit = '{"do":"deposit","to":"reader","twei":50}\n'
    results = played(CAST + publish + deposit + publish)["results"]
    assert results[-3:] == [{"refused": "FUNDS_SHORT"}, {}, {}]


def test_names_are_unique_within_their_kind_alone() -> None:
    text = '{"do":"settings","gates":false}' + CAST
    text += '{"do":"publish","member":"author","article":"reader","time_to_read_s":60}\n'
    text += '{"do":"comment","member":"commenter","article":"reader","comment":"reader"}'
    books = played(text)
    assert books["results"][-2:] == [{}, {}]
    assert books["accounts"]["pot:reader"] == 12


def test_the_books_are_json_with_sorted_keys_and_no_zeros() -> None:
    books = played(CAST)
    text = as_text(books)
    assert json.loads(text) == books
    assert text == json.dumps(books, sort_keys=True, indent=1) + "\n"
    assert 0 not in books["accounts"].values()


def test_the_trace_says_what_each_act_moved_or_why_it_was_refused() -> None:
    told: list[str] = []
    lines = [*CAST.split("\n"), '{"do":"settle","comment":"c"}', "\x1b[31m{", "x" * 9999]
    run(lines, MemoryBank, told.append)
    assert len(told) == len(lines) - 2
    assert told[4].endswith("-> 500 ext > available:author")
    assert "20 available:author > pool" in told[7]
    assert told[-3].endswith("-> refused: UNKNOWN_COMMENT (no comment is called c)")
    assert "\x1b" not in told[-2]
    assert len(told[-1]) < 400


def test_the_trace_also_tells_what_happens_by_itself() -> None:
    told: list[str] = []
    more = [
        '{"do":"open","member":"reader","article":"a"}',
        '{"at":"2026-01-02T00:00:00Z","do":"close_day"}',
    ]
    run([*CAST.split("\n"), *more], MemoryBank, told.append)
    assert any(
        "expire reader, by itself -> 1 reserved:reader > lane:a:open" in line for line in told
    )
