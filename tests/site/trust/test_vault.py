"""The key of a claim file opens only with the vault's key and only for its own record."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from pytest_django.fixtures import Settings

from groeiruimte.actions import vault


def test_a_wrapped_key_comes_back() -> None:
    key = vault.fresh_key()
    assert vault.unwrap(vault.wrap(key, "record"), "record") == key


def test_it_opens_for_no_other_record() -> None:
    wrapped = vault.wrap(vault.fresh_key(), "record")
    with pytest.raises(InvalidTag):
        vault.unwrap(wrapped, "another")


def test_it_opens_with_no_other_vault(settings: Settings) -> None:
    wrapped = vault.wrap(vault.fresh_key(), "record")
    settings.VAULT_KEY = vault.fresh_key()
    with pytest.raises(InvalidTag):
        vault.unwrap(wrapped, "record")
