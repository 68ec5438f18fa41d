"""Every submit carries a key: sending twice is one effect and the same answer."""

from __future__ import annotations

from django.db import models

from groeiruimte.records.identity import new_id

from .user import User


class Submission(models.Model):
    """The verb that a key stood for and the record that came of it."""

    key = models.CharField(primary_key=True, max_length=40, default=new_id)
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True, help_text="which records the request named")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    result_model = models.CharField(max_length=60)
    result_id = models.CharField(max_length=60)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.verb
