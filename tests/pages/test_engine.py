"""The engine of our own pages: strict about names, quick about what it has written before."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, override
from jinja2 import DictLoader, Environment, UndefinedError
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup, escape

from tests.http.stage import Stage, signed_in
from tests.pages.snapshots import differing, same
from tweipress.articles.models import Article
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.language import figures
from tweipress.pages.engine import addresses
from tweipress.pages.engine.backend import Backend
from tweipress.pages.engine.environment import environment, of_request

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DAY = date(2025, 12, 7)
HOSTILE = "<script>alert('x')</script>"


def engine() -> Environment:
    """Return the environment of the language in force, as the settings make it."""
    backend = engines["jinja2"]
    assert isinstance(backend, Backend)
    return backend.speaking().env


def rendered(source: str, **values: object) -> str:
    return engine().from_string(source).render(values)


def test_a_name_that_nobody_gives_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ artcle }}")
    with pytest.raises(UndefinedError):
        rendered("{% if refused.nmae %}x{% endif %}", refused=refuse(Refusal.MALFORMED))


def test_nothing_has_every_attribute_and_each_is_nothing() -> None:
    assert rendered("{% if refused.figures.wait_s %}x{% else %}none{% endif %}") == "none"


def test_every_template_of_ours_can_be_compiled() -> None:
    names = engine().list_templates()
    assert {"pages/base.html", "http/refused.html", "staff/flags.html"} <= set(names)
    for name in names:
        engine().get_template(name)


def test_no_template_is_compiled_twice_or_read_again() -> None:
    assert engine().get_template("pages/post.html") is engine().get_template("pages/post.html")
    assert not engine().auto_reload


def test_an_included_text_is_its_includers_with_a_scope_of_its_own() -> None:
    loader = DictLoader(
        {
            "page": '{% set a = 1 %}{% for b in "xy" %}{% include "part" %}{% endfor %}{{ a }}',
            "part": '{% set a = a + 1 %}[{{ a }}{{ b }}{{ c }}{% include "end" %}]\n',
            "end": "{% if c %}{% set b = c %}{% endif %}{{ b }}",
            "loop": '{{ n }}{% if n %}{% with n=n-1 %}{% include "loop" %}{% endwith %}{% endif %}',
            "frame": "<{% block text %}{% endblock %}>",
            "framed": '{% include "frame" %}{% include name %}',
        }
    )
    pages = environment(loader=loader)
    assert pages.get_template("page").render(c="c") == "[2xcc]\n[2ycc]\n1"
    assert pages.get_template("loop").render(n=3) == "3210"
    assert pages.get_template("framed").render(name="frame") == "<><>"
    with pytest.raises(UndefinedError):
        pages.get_template("page").render()
    assert pages.list_templates() == sorted(loader.mapping)


def test_no_page_makes_a_context_for_what_it_includes(stage: Stage, bees: Article) -> None:
    text, _, _ = engine().loader.get_source(engine(), "pages/post.html")  # type: ignore[union-attr]  # ours has one
    includes = set(re.findall(r"{% include [^%]+%}", text))
    assert includes == {
        '{% include "comments/item.html" %}'
    }  # a comment shows its replies as itself
    assert 'class="byline"' in text


def test_what_is_typed_is_escaped_and_our_own_tags_are_not() -> None:
    said = rendered("{% trans name=name %}<b>By</b> {{ name }}{% endtrans %}", name=HOSTILE)
    assert said == "<b>By</b> &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"
    assert rendered("{{ name }}", name=HOSTILE) in said
    several = (
        "{% trans count=2, name=name %}{{ count }} {{ name }}"
        "{% pluralize %}<i>{{ count }}</i> {{ name }}{% endtrans %}"
    )
    assert rendered(several, name=HOSTILE).startswith("<i>2</i> &lt;script&gt;")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (HOSTILE, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
        (gettext_lazy("<b>"), "&lt;b&gt;"),
        (format_html("<b>{}</b>", "<"), "<b>&lt;</b>"),
        (Markup("<b>"), "<b>"),
        (type("Word", (str,), {})("<b>"), "&lt;b&gt;"),
        ([HOSTILE[:8]], "[&#39;&lt;script&gt;&#39;]"),
        (-5, "-5"),
        (True, "True"),
        (None, "None"),
    ],
)
def test_a_value_is_escaped_unless_it_is_html(value: object, shown: str) -> None:
    assert rendered("{{ value }}|{{ 'x' ~ value }}", value=value) == f"{shown}|x{shown}"
    assert rendered("{{ value }}", value=value) == escape(value)


def test_a_percent_sign_in_a_sentence_is_one_with_values_and_without() -> None:
    assert rendered("{% trans %}100%{% endtrans %}") == "100%"
    assert rendered("{% trans n=5 %}{{ n }}%{% endtrans %}") == "5%"
    assert rendered('{{ _("100%%") }}') == "100%"


def test_what_is_kept_in_one_language_is_not_shown_in_another() -> None:
    page = '{{ language() }} {{ _("Search") }} {{ -1234|twei }} {{ day|day }}'
    page += "{% trans count=n, shown=n|twei %}{{ shown }} Comment"
    page += "{% pluralize %}{{ shown }} Comments{% endtrans %}"
    for _ in range(2):
        assert rendered(page, day=DAY, n=2) == "en Search −1,234 7 December 20252 Comments"
        assert figures.number(-1234) == "−1,234"
        with override("es"):
            assert (
                rendered(page, day=DAY, n=2)
                == "es Buscar −1.234 7 de diciembre de 20252 comentarios"
            )
            assert figures.number(-1234) == "−1.234"


def test_a_template_of_one_language_stays_in_it_whichever_is_in_force() -> None:
    with override("es"):
        template = engine().from_string('{{ _("Search") }} {{ -98765|twei }} {{ day|day }}')
    assert template.render(day=DAY) == "Buscar −98.765 7 de diciembre de 2025"


def test_a_page_names_the_language_and_the_direction_of_its_texts() -> None:
    page = '{{ language() }} {{ "rtl" if is_right_to_left() else "ltr" }}'
    for language, written in (("en", "en ltr"), ("es", "es ltr"), ("ar", "ar rtl")):
        with override(language):
            assert rendered(page) == written


def test_a_kept_figure_is_of_its_type_as_well() -> None:
    assert [figures.percent(100), figures.number(1000)] == ["1 %", "1,000"]
    assert figures.number(1000.0) == "1,000.0"  # type: ignore[arg-type]  # equal, and written otherwise


def test_an_address_is_escaped_and_of_its_values() -> None:
    assert addresses.url("pages:post", "one") == "/post/one/"
    assert addresses.url("pages:post", "two") == "/post/two/"
    assert "<" not in addresses.url("people:member", HOSTILE.replace("/", ""))
    with pytest.raises(NoReverseMatch):
        addresses.url("pages:no-such-page")


@pytest.mark.django_db(databases=[])
def test_a_page_without_a_form_asks_for_no_token_and_no_session() -> None:
    request = RequestFactory().get("/")
    render_to_string("pages/pieces.html", {"pieces": ()}, request)
    assert "CSRF_COOKIE" not in request.META
    assert "user" in of_request(HttpRequest())


def test_all_forms_of_a_page_have_one_token_and_the_next_page_another(
    stage: Stage, bees: Article
) -> None:
    client = signed_in(stage.reader)
    pages = [client.get(f"/post/{bees.slug}/").content.decode() for _ in range(2)]
    tokens = [TOKEN.findall(page) for page in pages]
    assert [len(them) > 1 and len(set(them)) for them in tokens] == [1, 1]
    assert tokens[0][0] != tokens[1][0]


def test_a_visitors_page_has_no_token_and_sets_no_cookie(stage: Stage, bees: Article) -> None:
    answer = Client().get(f"/post/{bees.slug}/")
    assert TOKEN.findall(answer.content.decode()) == []
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/accounts/inactive/", "/accounts/password/reset/done/"])
def test_a_page_of_allauth_stands_in_our_frame(stage: Stage, path: str) -> None:
    page = Client().get(path).content.decode()
    assert page.startswith("<!doctype html>")
    assert page.count("<main") == page.count("</footer>") == 1
    assert '<body class="plain entrance">' in page
    assert " · localhost</title>" in page


def test_allauths_own_pages_are_djangos_and_ours_are_not() -> None:
    assert type(get_template("account/email.html")).__module__.endswith("backends.django")
    assert type(get_template("account/login.html")).__module__.endswith("backends.jinja2")


def test_no_template_but_a_view_names_what_only_one_page_has() -> None:
    given = find_undeclared_variables(engine().parse("{{ refused }}{{ user }}{{ article }}"))
    assert given - set(engine().globals) == {"article"}


def test_two_folders_of_pages_are_compared_without_keys_and_byte_for_byte(tmp_path: Path) -> None:
    for name, key, text in (("one", "a" * 22, "&#39;"), ("other", "b" * 22, "&#x27;")):
        (tmp_path / name).mkdir()
        page = f'<input type="hidden" name="key" value="{key}">{text}'
        (tmp_path / name / "same.html").write_text(page)
        (tmp_path / name / "different.html").write_text(page + name)
    (tmp_path / "one" / "alone.html").write_text("")
    names = list(differing(tmp_path / "one", tmp_path / "other"))
    assert names == ["alone.html", "different.html"]
    assert same("a  b") == "a  b"
