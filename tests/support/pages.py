"""Every kind of page of the site, with an address of each for the record of :mod:`tests.support.site`."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from tests.support import site

CHILDREN = {
    "C1": site.UNSEEN,
    "awkward": site.AWKWARD_CHILD,
    "C3": site.LOOKED_AFTER,
    "C4": site.UNTELLABLE,
    "C5": site.NAMED_IN_MARKUP,
}  # what stands in an address below for a child's handle, which a store makes at random


def at(address: str) -> str:
    """An address of :data:`PAGES` with the handles of the store."""
    return address.format_map(Handles()) if "{" in address else address


class Handles(dict[str, str]):
    """The handle of each of :data:`CHILDREN`."""

    def __missing__(self, name: str) -> str:
        return site.handle(CHILDREN[name])


PAGES: Mapping[str, str] = {
    "overview": "/",
    "the plan": "/improvement/",
    "the plan, every recommendation": "/improvement/recommendations/",
    "a recommendation to add": "/improvement/recommendations/new/",
    "what was asked for before": "/improvement/repetitions/",
    "a report to take in": "/improvement/take-in/",
    "measures": "/improvement/measures/",
    "what can be measured": "/improvement/measures/choose/",
    "a measure to be made": "/improvement/measures/new/?kind=standard&key=child-seen-6m",
    "ten figures": "/scrutiny/",
    "one of the ten figures": "/scrutiny/figures/children-not-seen/",
    "a figure with others beside it": "/scrutiny/figures/assessments-in-time/",
    "what officers say of a figure": "/scrutiny/figures/children-not-seen/say/",
    "what members look into": "/scrutiny/looks/",
    "findings": "/findings/",
    "about": "/about/",
    "judgement": "/judgements/help-and-protection/",
    "line": "/lines/children-not-seen/",
    "line that holds": "/lines/adoption/",
    "standards": "/standards/",
    "standards narrowed": "/standards/?area=front-door&force=law&sort=rate&q=referral",
    "standard": "/standards/child-seen-6m/",
    "standard of the record": "/standards/mgt-decision-rationale/",
    "cases": "/standards/child-seen-6m/cases/?state=overdue",
    "cases, second page": "/standards/child-seen-6m/cases/?page=2",
    "cases of staff": "/standards/wf-supervision-monthly/cases/",
    "children": "/findings/children/",
    "children, second page": "/findings/children/?page=2",
    "child": "/children/{C1}/timeline/",
    "child, everything": "/children/{awkward}/timeline/?show=all",
    "child in care": "/children/{C3}/timeline/",
    "child whose dates are missing": "/children/{C4}/",
    "worker": f"/staff/{site.MANAGER}/",
    "carer": "/carers/F1/",
    "council": "/council/999/",
    "teams": "/teams/",
    "team": "/teams/T1/",
    "team with an awkward key": f"/teams/{quote(site.AWKWARD_TEAM)}/",
    "no team": "/teams/no-team/",
    "first stood out": "/first-stood-out/",
    "strengths": "/strengths/",
    "data quality": "/data-quality/",
}
DOWNLOADS: Mapping[str, str] = {
    f"{name} as {kind}": f"{address}.{kind}"
    for kind in ("csv", "xlsx")
    for name, address in (
        ("standards", "/standards"),
        ("cases", "/standards/child-seen-6m/cases"),
        ("children", "/findings/children"),
        ("teams", "/teams"),
    )
}
MISSING = (
    "/no-such-page/",
    "/judgements/none/",
    "/lines/none/",
    "/standards/none/",
    "/standards/none/cases/",
    "/standards/none/cases.csv",
    "/children/nobody/",
    "/staff/nobody/",
    "/carers/nobody/",
    "/council/nobody/",
    "/teams/nobody/",
    "/static/../settings.py",
)
