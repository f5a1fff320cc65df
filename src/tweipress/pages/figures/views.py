"""Pages and files of a member's own figures. No rules here."""

from datetime import date
from typing import IO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.core.digits import number_in
from tweipress.core.ids import ArticleId
from tweipress.core.pnl import Line
from tweipress.core.units import moment
from tweipress.http.links import post_path
from tweipress.http.viewer import member_id
from tweipress.language.lines import LINES
from tweipress.pages.blocks.pnl import SCOPES
from tweipress.pages.charts import drawing
from tweipress.pages.figures import earnings as own
from tweipress.pages.figures import files
from tweipress.pages.figures import readers as cohorts_shown
from tweipress.pages.figures import statement as periods
from tweipress.pages.figures.asking import DAYS_MAX, Asked, asked
from tweipress.reading.queries import cohorts


@require_safe
@login_required
def earnings(request: HttpRequest) -> HttpResponse:
    """Show what a member earned over all articles, by line and by article."""
    before = number_in(request.GET.get("before", "0"))
    if before is None:
        raise Http404("A page of earnings is named by an article's number.")
    block = own.earnings(member_id(request), before)
    chart = own.chart_of_lines(block.amounts)
    return render(request, "figures/earnings.html", {"own": block, **_drawn(chart)})


@require_safe
@login_required
def statement(request: HttpRequest) -> HttpResponse:
    """Show the statement of a period, grouped by day, article and kind."""
    asks = asked(request.GET)
    period = periods.period(member_id(request), asks)
    shown = {"asked": asks, "period": period, "days_max": DAYS_MAX}
    return render(
        request, "figures/statement.html", {**shown, **_drawn(periods.chart(period.days))}
    )


@require_safe
@login_required
def as_csv(request: HttpRequest) -> FileResponse:
    """Give a period's movements as CSV."""
    asks = asked(request.GET)
    return _file(files.as_csv(member_id(request), asks), asks, "csv", "text/csv; charset=utf-8")


@require_safe
@login_required
def as_json(request: HttpRequest) -> FileResponse:
    """Give a period's movements as JSON."""
    asks = asked(request.GET)
    return _file(files.as_json(member_id(request), asks), asks, "json", "application/json")


@require_safe
@login_required
@books.read_session()
def bought(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the reports that a member has bought of an article, side by side and over time."""
    article = articles.head_by_slug(slug)
    if article is None:
        raise Http404("There is no article at this address.")
    reports = own.shown_reports(books.reports(member_id(request), ArticleId(article.pk)))
    heads = [
        (
            moment(one.at_ms),
            SCOPES[one.scope],
            date.fromisoformat(one.closed) if one.closed else None,
        )
        for one in reports
    ]
    shown = {
        "article": article,
        "post_url": post_path(article.slug, "reports"),
        "heads": heads,
        "rows": [(LINES[line], [one.amounts[line] for one in reports]) for line in Line],
        "totals": [one.amounts.total_twei for one in reports],
    }
    chart = own.chart_of_reports(reports)
    drawn = {"chart": drawing.lines(chart), "legend": chart.series}
    return render(request, "figures/bought.html", {**shown, **drawn})


@require_safe
@login_required
@books.read_session()
def readers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the authors of an article how many read it, by cohort."""
    article = articles.head_by_slug(slug)
    known = books.article(ArticleId(article.pk)) if article else None
    if article is None or known is None or member_id(request) not in known.authors:
        raise Http404("You have no article at this address.")
    rows = cohorts.of_article(known.article)
    shown = {
        "article": article,
        "post_url": post_path(article.slug, "reports"),
        "rows": [(cohorts_shown.COHORTS[row.cohort], row.ended, row.left) for row in rows],
        "is_any": any(row.ended or row.left for row in rows),
        "step": cohorts.STEP_READERS,
        "new_days": cohorts.NEW_DAYS,
    }
    chart = cohorts_shown.chart_of_readers(rows)
    return render(request, "figures/readers.html", {**shown, **_drawn(chart)})


def _drawn(chart: drawing.Chart) -> dict[str, object]:
    return {"chart": drawing.bars(chart), "legend": chart.series}


def _file(content: IO[bytes], asks: Asked, ending: str, kind: str) -> FileResponse:
    name = f"statement-{asks.since}-{asks.until}.{ending}"
    return FileResponse(content, as_attachment=True, filename=name, content_type=kind)
