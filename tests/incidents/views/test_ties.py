"""Links, merging and what a request is about, as the pages show them."""

import pytest

from incidents.models import Draft
from tenants.models import TenantProduct
from tests.incidents.files import keep
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


@pytest.mark.parametrize("text", ["Štai ataskaita", ""])
def test_the_file_that_a_customer_had_added_goes_along_even_alone(text, file, people, english):
    one, other, customer = file(), file(), english("customer")
    waiting = keep(people.customer, one, pane="customer_reply")
    elsewhere = keep(people.colleague, one, pane="customer_reply")
    one.merge(other, "Tas pats", by=people.agent)
    said = {"text": text, "files": [str(waiting.pk)], "files_shown": "1"}
    assert customer.post(f"/incidents/{one.reference}/customer_reply/", said).status_code == 303
    waiting.refresh_from_db()
    assert (waiting.incident, waiting.comment.text) == (other, text)
    elsewhere.refresh_from_db()
    assert elsewhere.incident == one


def test_a_refused_answer_to_what_was_merged_comes_back_with_its_file(file, people, english):
    one, other, customer = file(), file(), english("customer")
    waiting = keep(people.customer, one, pane="customer_reply")
    one.merge(other, "Tas pats", by=people.agent)
    said = {"text": "a" * 20_001, "files": [str(waiting.pk)], "files_shown": "1"}
    answer = customer.post(f"/incidents/{one.reference}/customer_reply/", said)
    assert answer.status_code == 422
    assert f'value="{waiting.pk}" checked' in answer.text


def test_what_was_begun_before_the_merge_is_gone_once_it_is_sent_and_is_sent_once(file, people, english):
    one, other, customer = file(), file(), english("customer")
    said = {"text": "Jau veikia?", "page": "0123456789abcdef"}
    draft = f"{one.get_absolute_url()}write/customer_reply/draft/"
    customer.post(draft, said, Accept="application/json")
    one.merge(other, "Tas pats", by=people.agent)
    path = f"/incidents/{one.reference}/customer_reply/"
    assert customer.post(path, said).status_code == 303
    assert customer.post(draft, said, Accept="application/json").json() == {"said": ""}
    assert not Draft.objects.exclude(words={}).exists()
    assert customer.post(path, said).status_code == 409
    assert other.comments.filter(kind="customer").count() == 1


def test_files_stay_with_a_request_whose_other_one_may_not_be_read(file, people, english):
    people.tenant.company_sees_all = False
    people.tenant.save(update_fields=["company_sees_all"])
    one, other = file(by=people.colleague), file()
    one.cancel("Tas pats", duplicate_of=other, by=people.agent)
    waiting = keep(people.colleague, one, pane="customer_reply")
    said = {"text": "Jau veikia?", "files": [str(waiting.pk)]}
    english("colleague").post(f"/incidents/{one.reference}/customer_reply/", said)
    waiting.refresh_from_db()
    assert waiting.incident == one


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
