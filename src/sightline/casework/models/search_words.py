"""The words that names are made of, each with what it may be taken for: derived, and made again at will."""

from __future__ import annotations

from django.db import models


class WordKind(models.TextChoices):
    """In what way a key leads to a word."""

    BEGINNING = "beginning", "the word's first letters"
    SOUND = "sound", "how the word sounds"
    SLIP = "slip", "the word less one letter, or itself"


class SearchWord(models.Model):
    """One way to a word of somebody's name. A word that nobody bears any more leads nowhere and does no harm."""

    kind = models.CharField(max_length=10, choices=WordKind.choices)
    key = models.TextField()
    word = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "key", "word"], name="one_way_to_a_word"),)

    def __str__(self) -> str:
        return f"{self.kind} of word {self.pk}"
