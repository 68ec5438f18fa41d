"""What a region tells its practices: toolkit, questions and answers, a page per objective, inspiration, stories.

Source: R135, R145, R146, R150, R161, R168, R176, R177.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groeiruimte.records.identity import LENGTH, new_id

from .evidence import StoredFile
from .organisation import Practice, Region
from .user import User

AID, FAQ, THEME, INSPIRATION, STORY, NEWS = "aid", "faq", "theme", "inspiration", "story", "news"
KINDS = (AID, FAQ, THEME, INSPIRATION, STORY, NEWS)


class Article(models.Model):
    """One page or aid of a region. `phase`, `form` and `objective` say where it is shown; a change is a new version,
    and the older ones are kept in `ArticleVersion`."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="articles")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    phase = models.SlugField(max_length=60, blank=True)
    form = models.SlugField(max_length=60, blank=True)
    objective = models.CharField(max_length=1, blank=True)
    order = models.PositiveIntegerField(default=0)
    published = models.BooleanField(default=False)
    day = models.DateField()
    edited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("kind", "order", "title")
        constraints = [models.CheckConstraint(name="article_kind_is_known", condition=Q(kind__in=KINDS))]

    def __str__(self) -> str:
        return self.title


class ArticleVersion(models.Model):
    """An article as it stood. Append-only."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()

    class Meta:
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(name="article_version_is_used_once", fields=("article", "version"))]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Story(models.Model):
    """A best practice that a practice sends in; the region publishes it as an article (R146)."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="stories")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField()
    objective = models.CharField(max_length=1, blank=True)
    name_us = models.BooleanField(default=False, help_text="the practice may be named")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    article = models.OneToOneField(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="story")

    class Meta:
        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return self.title
