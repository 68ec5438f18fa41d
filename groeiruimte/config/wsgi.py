"""The web entry point. Every page is loaded before the first visitor comes.

What is loaded stays to the end, so the collector of garbage looks at it neither now nor later.
"""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groeiruimte.config.settings")

gc.disable()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018, reading them imports them
gc.freeze()
gc.enable()
