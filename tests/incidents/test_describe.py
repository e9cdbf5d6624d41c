"""Describe: product and version can be put right; what they were stays on the timeline."""

import pytest

from incidents.models import Event
from incidents.need import Unclear

pytestmark = pytest.mark.django_db


def test_it_says_from_what_to_what(file, people, product):
    one = file(product_name="Senas", product_version="1")
    one.describe(product_id=product.pk, product_name="Bonus", product_version="4.1", by=people.agent)
    assert (one.product_id, one.product_name, one.product_version) == (product.pk, "Bonus", "4.1")
    entry = one.events.visible_to(people.customer).get(kind=Event.Kind.DESCRIBED)
    assert entry.comment.text == "Senas 1 → Bonus 4.1"
    assert entry.data["to"] == str(product.pk)


def test_what_says_the_same_is_refused(file, people):
    one = file(product_name="Bonus", product_version="4")
    with pytest.raises(Unclear, match="already"):
        one.describe(product_name="Bonus", product_version=" 4 ", by=people.agent)
