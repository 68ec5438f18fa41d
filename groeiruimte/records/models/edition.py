"""A programme text as it was published: sealed, never changed."""

from __future__ import annotations

from django.db import models

from .user import User


class Edition(models.Model):
    """What a programme says from a day on; `sha256` is over its whole wording. A change is a new number."""

    key = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("key", "number")
        constraints = [models.UniqueConstraint(name="edition_number_is_used_once", fields=("key", "number"))]

    def __str__(self) -> str:
        return f"{self.key} ({self.number})"


class Wording(models.Model):
    """The full text of an edition with its base and worked examples: apart, for it is long and seldom read."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, primary_key=True, related_name="wording")
    text = models.TextField()
    base = models.TextField(blank=True)
    cases = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.edition)
