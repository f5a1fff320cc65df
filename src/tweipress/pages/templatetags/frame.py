"""Our frame around the pages of allauth, which Django's engine renders: the base exists once."""

from typing import Any

from django import template
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

FRAME = "pages/framed.html"

register = template.Library()


@register.simple_block_tag
def keep(content: SafeString) -> SafeString:
    """Return what a part of the page says, for `{% keep as name %}`."""
    return content


@register.simple_block_tag(takes_context=True)
def frame(context: template.Context, content: SafeString) -> SafeString:
    """Return the page in our frame, with the parts that were kept inside this tag."""
    parts: dict[str, Any] = {name: context[name] for name in ("title", "scripts", "main", "side")}
    page = loader.get_template(FRAME).render(parts, context.get("request"))
    return mark_safe(page)  # noqa: S308  # a page of ours, whose engine has escaped it
