"""By what a person is found: derived from the record, and made again at will."""

from __future__ import annotations

from django.db import models


class KeyKind(models.TextChoices):
    """What a search key is."""

    NAME = "name", "a word of the name as it is now"
    EARLIER = "earlier", "a word of a name the record held before"
    BORN = "born", "the date of birth, as 2009-02-03"
    POSTCODE = "postcode", "a postcode, as AV12 6GX"
    STREET = "street", "a word of an address"
    IDENTIFIER = "identifier", "an identifier, letters and digits only"


class SearchKey(models.Model):
    """One key of one person, as :mod:`sightline.casework.search.keys` makes them.

    How a word sounds and how it may be misspelt belong to the word, not to everybody called so: see
    :class:`~sightline.casework.models.search_words.SearchWord`.
    """

    person_id = models.TextField(db_index=True)
    kind = models.CharField(max_length=10, choices=KeyKind.choices)
    key = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["kind", "key", "person_id"], name="found_by"),)  # answers without the table

    def __str__(self) -> str:
        return f"{self.kind} key {self.pk}"
