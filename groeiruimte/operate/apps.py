from __future__ import annotations

from django.apps import AppConfig


class OperateConfig(AppConfig):
    name = "groeiruimte.operate"
    label = "operate"
