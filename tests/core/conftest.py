"""What every test of the core has around it."""

from __future__ import annotations

from tests.properties import on_a_busy_machine

on_a_busy_machine()
