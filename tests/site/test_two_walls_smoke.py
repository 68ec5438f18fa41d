import pytest
from django.db import connection
from groeiruimte.records import access, guard
from groeiruimte.records.models import Practice, Region, Membership, User
from datetime import date

@pytest.mark.django_db
def test_x():
    r = Region.objects.create(key="r", name="R"); q = Region.objects.create(key="q", name="Q")
    a = Practice.objects.create(region=r, agb_code="01000001", name="A"); b = Practice.objects.create(region=q, agb_code="01000002", name="B")
    u = User.objects.create_user("a@example.org", "x", name="A")
    Membership.objects.create(user=u, role="practice_owner", status="active", practice=a, region=r, start=date(2022,1,1))
    with guard.memberships_of(u.pk):
        who = access.actor(u, date(2022,4,1))
    with guard.scope_of(who):
        print(connection.vendor, [p.name for p in Practice.objects.all()])
        if connection.vendor == "postgresql":
            assert list(Practice.objects.values_list("name", flat=True)) == ["A"]
    assert Practice.objects.count() == 2
