"""The site's addresses as they are where a council has its own sign-in."""

from __future__ import annotations

from sightline.access.urls_signing_in import of_the_council
from sightline.web.configuration import SignOn
from sightline.web.urls import handler400, handler404, handler429, handler500
from sightline.web.urls import urlpatterns as of_the_site

__all__ = ["handler400", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [*of_the_council(SignOn("the council", "https://login.example.gov.uk", "sightline", "-")), *of_the_site]
