"""About one child: a reason given, glass broken, a relation declared, a restriction set."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from sightline.access import actions
from sightline.access.allowed import allowed, require
from sightline.access.children import known_child, open_child
from sightline.access.forms import BreakGlassForm, LiftForm, NotFamilyForm, OwnFamilyForm, ReasonForm, RestrictionForm
from sightline.access.models import Doing, OwnFamily, Restriction
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.ledger.queries import current

asks = require_http_methods(["GET", "HEAD", "POST"])


def _back(request: HttpRequest, handle: str) -> str:
    """Where to go afterwards: a page of this site that was asked for, else the child's."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours and asked.startswith("/") else reverse("casework:child", args=[handle])


@asks
@allowed(Permission.CHILD_OPEN_WITH_REASON)
def reason(request: HttpRequest, handle: str) -> HttpResponse:
    """Why do you need to open this record?"""
    reader = require(request, Permission.CHILD_OPEN_WITH_REASON)
    person_id = known_child(request, handle)
    form = ReasonForm(request.POST or None)
    back = _back(request, handle)
    if request.method == "POST" and form.is_valid():
        actions.give_reason(person_id=person_id, reason=form.cleaned_data["reason"], by=reader.account)
        return redirect(back)
    status = 422 if request.method == "POST" else 200
    return render(request, "access/reason.html", {"form": form, "next": back, "handle": handle}, status=status)


@asks
@allowed(Permission.CHILD_BREAK_GLASS)
def break_glass(request: HttpRequest) -> HttpResponse:
    """What cannot wait?

    The child is named by the key the council knows them by, sent in the form and never in an address. A key that is
    nobody's, or is of one's own family, is answered alike; that it was tried is logged either way.
    """
    reader = require(request, Permission.CHILD_BREAK_GLASS)
    form = BreakGlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"].strip()
        is_family = OwnFamily.objects.filter(account=reader.account, person_id=key).exists()
        if is_family or not current("people").filter(person_id=key).exists():
            actions.log(
                by=reader.account,
                doing=Doing.REFUSED,
                page="break-glass",
                person_id=key if is_family else None,
                why="own family" if is_family else "no such child",
            )
            form.add_error("key", "No record can be opened under that number")
        else:
            actions.break_glass(person_id=key, reason=form.cleaned_data["reason"], by=reader.account)
            return redirect("casework:child", actions.handles(person_ids=[key])[key])
    status = 422 if request.method == "POST" else 200
    return render(request, "access/break_glass.html", {"form": form}, status=status)


@asks
@allowed(Permission.OWN_FAMILY_DECLARE)
def own_family(request: HttpRequest, handle: str) -> HttpResponse:
    """Are you related to this child?"""
    reader = require(request, Permission.OWN_FAMILY_DECLARE)
    person_id = known_child(request, handle)
    form = OwnFamilyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = reader.account
        actions.declare_own_family(
            person_id=person_id, relation=form.cleaned_data["relation"], account=account, by=account
        )
        return render(request, "access/own_family_declared.html")
    status = 422 if request.method == "POST" else 200
    return render(request, "access/own_family.html", {"form": form, "handle": handle}, status=status)


@asks
@allowed(Permission.CHILD_RESTRICT)
def restriction(request: HttpRequest, handle: str) -> HttpResponse:
    """Who alone may know of this child?"""
    reader = require(request, Permission.CHILD_RESTRICT)
    child = open_child(request, handle, doing=Doing.OPENED, by=Permission.CHILD_RESTRICT)
    standing = Restriction.objects.filter(person_id=child.person_id, lifted_at=None).first()
    form: forms.Form = (LiftForm if standing else RestrictionForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if standing:
                actions.lift_restriction(person_id=child.person_id, why=form.cleaned_data["why"], by=reader.account)
            else:
                actions.restrict(
                    person_id=child.person_id,
                    why=form.cleaned_data["why"],
                    allowed=form.cleaned_data["allowed"],
                    by=reader.account,
                )
        except UserError as error:
            form.add_error("why", str(error))
        else:
            return redirect("casework:child", handle)
    status = 422 if request.method == "POST" else 200
    family = OwnFamily.objects.filter(person_id=child.person_id).select_related("account", "declared_by")
    context = {
        "form": form,
        "standing": standing,
        "handle": handle,
        "who": standing.allowed.all() if standing else (),
        "family": family.order_by("declared_at", "pk"),
    }
    return render(request, "access/restriction.html", context, status=status)


@asks
@allowed(Permission.CHILD_RESTRICT)
def not_family(request: HttpRequest, handle: str, number: int) -> HttpResponse:
    """Is this child not of their family after all?"""
    reader = require(request, Permission.CHILD_RESTRICT)
    child = open_child(request, handle, doing=Doing.OPENED, by=Permission.CHILD_RESTRICT)
    declared = get_object_or_404(OwnFamily.objects.select_related("account"), pk=number, person_id=child.person_id)
    form = NotFamilyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_own_family(declaration=declared, why=form.cleaned_data["why"], by=reader.account)
        except UserError as error:
            form.add_error("why", str(error))
        else:
            return redirect("access:restriction", handle)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "declared": declared, "handle": handle}
    return render(request, "access/not_family.html", context, status=status)
