"""What nobody types: values of every wrong kind, and forms that are changed in every wrong way."""

from collections.abc import Callable
from random import Random
from typing import Final

from tests.wire.forms.parsed import Field, Form

Pairs = list[tuple[str, str | bytes]]
HUGE_CHARS: Final = 100_000
LONE: Final = "\ud800"
"""Half of a pair: percent-encoded as %ED%A0%80, which is no UTF-8."""
NUMBERS: Final = (
    *("0", "-1", "1", "2", "1.5", "-0.0", "1e400", "NaN", "inf", "0x10", "١٢", "²", "1_000"),
    *(str(2**31), str(2**63 - 1), str(2**63), str(-(2**63) - 1), str(2**64), str(10**30)),
    *("9" * 5000, " 7 ", "+7", "007"),
)
TEXTS: Final = (
    *("", " ", "\0", "a\0b", "\x01\x02\x1b[31m", "\r\n\r\n", "\u202eevil\u202c", "\u200f\u200e"),
    *("👩‍👩‍👧‍👦🏳️‍🌈", LONE, f"a{LONE}\udfff", "\ufffe\uffff", "e\u0301" * 300, "\u2028", "\x85"),
    *("' OR 1=1 --", "<script>alert(1)</script>", "{{ 7 * 7 }}", "%s%n%(x)s", "{0.__class__}"),
    *("../../etc/passwd", "//evil.example/", "javascript:alert(1)", "http://[", "null", "[]"),
    *("2026-02-30", "0000-00-00T00:00", "9999-12-31T23:59", "-1-1-1", "24:61", "Mars/Olympus"),
    *("a@b", "@", "a@" + "b" * 300 + ".example", "ａ@example.org", "x" * 201, "word " * 500),
    *("![a](picture:99999999999999999999)", "[^a]: [^a]", ">" * 400, "[" * 3000, "*a" * 2000),
    *("|a|\n|-|\n" + "|b|\n" * 300, "```\n" * 99, "- " * 900, "$" * 99, '{"a": [1, {"b": null}]}'),
)
TYPED: Final = ("A few words of a reader.", "noor@example.org", "1", "Noor", "2026-03-02", "12:30")


def value(random: Random) -> str:
    """Return a strange value."""
    if random.random() < 0.01:
        return random.choice(("x", "é", "a ", "\0", "👩", "*", "[", "\n", "> ", LONE)) * HUGE_CHARS
    return random.choice(random.choice((NUMBERS, TEXTS)))


def filled(form: Form, random: Random) -> Pairs:
    """Return what a browser sends of a form that somebody has filled in well enough."""
    pairs: Pairs = []
    for one in form.fields:
        if one.kind == "file":
            continue
        if one.choices:
            pairs.append((one.name, random.choice([one.value, random.choice(one.choices)])))
        elif one.kind in {"checkbox", "radio"}:
            if one.is_on or random.random() < 0.4:
                pairs.append((one.name, one.value))
        else:
            pairs.append((one.name, one.value or _typed(one, random)))
    if form.buttons:
        button = random.choice(form.buttons)
        pairs.append((button.name, button.value))
    return pairs


def _typed(one: Field, random: Random) -> str:
    kinds = {"email": TYPED[1], "number": TYPED[2], "date": TYPED[4], "time": TYPED[5]}
    kinds |= {"datetime-local": f"{TYPED[4]}T{TYPED[5]}"}
    if one.kind == "hidden":
        return ""
    return kinds.get(one.kind) or random.choice(("", TYPED[0], TYPED[3], TYPED[2]))


def changed(pairs: Pairs, others: list[str], random: Random) -> Pairs:
    """Return the fields changed in none, one or a few ways; `others` are names of other forms."""
    pairs = list(pairs)
    for _ in range(random.choice((0, 1, 1, 1, 2, 3, 6))):
        random.choice(WAYS)(pairs, others, random)
    return pairs


def _another_value(pairs: Pairs, others: list[str], random: Random) -> None:
    if pairs:
        place = random.randrange(len(pairs))
        pairs[place] = (pairs[place][0], value(random))


def _longer(pairs: Pairs, others: list[str], random: Random) -> None:
    if pairs:
        place = random.randrange(len(pairs))
        name, before = pairs[place]
        pairs[place] = (name, str(before) + random.choice(("\0", " ", "0", "é", LONE, "\n.")))


def _missing(pairs: Pairs, others: list[str], random: Random) -> None:
    if pairs:
        del pairs[random.randrange(len(pairs))]


def _twice(pairs: Pairs, others: list[str], random: Random) -> None:
    if pairs:
        name, before = random.choice(pairs)
        pairs.insert(
            random.randrange(len(pairs) + 1), (name, random.choice((before, value(random))))
        )


def _of_another_form(pairs: Pairs, others: list[str], random: Random) -> None:
    if others:
        pairs.append((random.choice(others), value(random)))


def _strange_name(pairs: Pairs, others: list[str], random: Random) -> None:
    pairs.append((value(random)[:300], value(random)))


def _swapped(pairs: Pairs, others: list[str], random: Random) -> None:
    if len(pairs) > 1:
        one, two = random.sample(range(len(pairs)), 2)
        pairs[one], pairs[two] = (pairs[one][0], pairs[two][1]), (pairs[two][0], pairs[one][1])


def _bytes(pairs: Pairs, others: list[str], random: Random) -> None:
    if pairs:
        place = random.randrange(len(pairs))
        pairs[place] = (pairs[place][0], random.choice((b"\xff\xfe", b"\xc0\x80", b"%ZZ", b"\x80")))


Way = Callable[[Pairs, list[str], Random], None]
WAYS: Final[tuple[Way, ...]] = (
    *(_another_value, _another_value, _another_value, _longer, _missing, _twice),
    *(_of_another_form, _strange_name, _swapped, _bytes),
)
