"""Links, merging and what a request is about, as the pages show them."""

import pytest

from tenants.models import TenantProduct
from tests.incidents.stages import linked

pytestmark = pytest.mark.django_db


def test_what_a_customer_writes_afterwards_goes_to_the_other_one(file, people, english):
    one, other = file(), file()
    one.merge(other, "Tas pats", by=people.agent)
    customer = english("customer")
    page = customer.get(f"/incidents/{one.reference}/").text
    assert f'href="/incidents/{other.reference}/"' in page
    sent = customer.post(f"/incidents/{one.reference}/customer_reply/", {"text": "Jau veikia?"})
    assert (sent.status_code, sent["Location"]) == (303, f"/incidents/{other.reference}/")
    assert other.comments.filter(text="Jau veikia?").exists()


def test_whoever_merges_goes_on_in_the_other_one(file, english):
    one, other = file(), file()
    agent, path = english("agent"), f"/incidents/{one.reference}/merge/"
    sent = agent.post(path, {"into": other.reference, "reason": "Tas pats"})
    assert (sent.status_code, sent["Location"]) == (303, f"/incidents/{other.reference}/")
    assert f"{one.reference} goes on here." in agent.get(sent["Location"]).text
    page = agent.get(f"/incidents/{one.reference}/").text
    assert f"It goes on in {other.reference}</a>" in page
    script = {"HX-Request": "true", "HX-Target": "panel"}
    by_script = agent.post(
        f"/incidents/{other.reference}/merge/", {"into": file().reference, "reason": "Ir šis"}, **script
    )
    assert (by_script.status_code, "HX-Redirect" in by_script) == (204, True)


def test_what_is_cancelled_as_a_repetition_says_so(file, people, english):
    one, other = file(), file()
    one.cancel("Tas pats", duplicate_of=other, by=people.agent)
    assert f"It repeats {other.reference}</a>" in english("agent").get(f"/incidents/{one.reference}/").text


def test_agents_read_it_in_the_side_and_take_it_away_there(file, english):
    one = file()
    other = linked(one)
    page = english("agent").get(f"/incidents/{one.reference}/").text
    assert f'is related to <a href="/incidents/{other.reference}/">' in page
    assert f'/incidents/{one.reference}/unlink/"' in page


def test_a_customer_reads_only_of_a_request_that_they_may_see(file, people, english):
    one = file(by=people.colleague)
    other = linked(file(by=people.customer))
    one.link(other, tie="caused_by", by=people.agent)
    colleague = english("colleague")
    path = f"/incidents/{one.reference}/"
    assert other.reference in colleague.get(path).text
    people.tenant.company_sees_all = False
    people.tenant.save(update_fields=["company_sees_all"])
    page = english("colleague").get(path)
    assert page.status_code == 200
    assert other.reference not in page.text
    assert "is caused by" not in page.text


def test_a_request_that_is_not_here_cannot_be_named(file, english):
    path = f"/incidents/{file().reference}/link/"
    missing = english("agent").post(path, {"tie": "relates", "other": "INC-999999"})
    assert missing.status_code == 422
    assert "There is no request of this number." in missing.text


def test_in_the_form_one_chooses_among_the_products_in_use(file, people, product, english):
    one = file()
    agent = english("agent")
    path = f"/incidents/{one.reference}/describe/"
    sent = agent.post(path, {"product": str(product.pk), "product_version": "5"})
    assert sent.status_code == 303
    one.refresh_from_db()
    assert (one.product_name, one.product_version) == ("Bonus", "5")
    foreign = agent.post(path, {"product": str(people.tenant.pk), "product_version": "6"})
    assert foreign.status_code == 422


def test_a_product_that_is_no_longer_in_use_is_kept_with_a_new_version(file, people, product, english):
    one = file(product_id=product.pk, product_name="Bonus", product_version="4")
    TenantProduct.objects.filter(product=product).delete()
    sent = english("agent").post(
        f"/incidents/{one.reference}/describe/", {"product": str(product.pk), "product_version": "5"}
    )
    assert sent.status_code == 303
    one.refresh_from_db()
    assert (one.product_id, one.product_version) == (product.pk, "5")
