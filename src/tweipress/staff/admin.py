"""Django's admin: the product's own tables, entered by the site's own sign-in."""

from typing import Any, Final

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tweipress.core.ids import MemberId
from tweipress.core.roles import rights_of
from tweipress.people import queries as people
from tweipress.people.queries import factors
from tweipress.publication import queries as paper

OWN: Final = "tweipress."


@method_decorator(secure_admin_login, name="login")
class StaffSite(AdminSite):
    """Shows the tables of the books to the staff; everybody else is turned away."""

    index_title = gettext_lazy("Staff")
    index_template = "staff/index.html"
    enable_nav_sidebar = False

    def register(
        self,
        model_or_iterable: Any,
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Show the product's own tables only: others would let a member's sign-in be changed."""
        if admin_class is not None and admin_class.__module__.startswith(OWN):
            super().register(model_or_iterable, admin_class, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page of the admin shows, under the paper's name."""
        title = _("{paper}: staff").format(paper=paper.shown().name)
        return {**super().each_context(request), "site_header": title, "site_title": title}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show the tables to operators, and to others the pages that their rights open."""
        assert request.user.is_authenticated
        shown = {"rights": rights_of(people.roles_of(request.user)), **(extra_context or {})}
        return super().index(request, shown)

    def password_change(  # type: ignore[override]  # any answer will do for a view
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        """Send to the one page where members change their passwords."""
        return redirect("account_change_password")

    def has_permission(self, request: HttpRequest) -> bool:
        """Let the staff in; ask a visitor to sign in, and refuse any other member."""
        if super().has_permission(request):
            assert request.user.is_authenticated
            if factors.waiting(MemberId(request.user.pk)):
                raise factors.SecondFactorMissingError
            return True
        if request.user.is_authenticated:
            raise PermissionDenied
        return False
