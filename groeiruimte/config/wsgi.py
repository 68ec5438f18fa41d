"""The web entry point. Every page is loaded before the first visitor comes."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from groeiruimte.operate import garbage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groeiruimte.config.settings")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018, reading them imports them
garbage.seldom()
