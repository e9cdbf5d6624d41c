"""Files of complaints that go: taken out, never sent, or found to carry a virus."""

from datetime import timedelta

import pytest
from django.db import connection

from incidents import sweeping, vault
from incidents.models import Attachment, Notice
from tests.incidents.complaints.about import fetched, keep, where
from tests.incidents.files import EICAR, PDF

pytestmark = pytest.mark.django_db


def test_a_file_is_taken_out_for_good_and_its_words_stay(english, complain, people):
    one, reader = complain(), english("customer")
    kept = keep(people.customer, one, name="algos.pdf")
    one.add("Štai algos", by=people.customer, files=[kept.pk])
    entry = one.events.get(kind="added")
    page = reader.get(f"{where(one)}redacting/{entry.pk}/").text
    assert f'value="{kept.pk}"' in page
    assert "algos.pdf" in page
    said = {"entry": str(entry.pk), "reason": "Atlyginimai", "what": [str(kept.pk)], "typed": "c0"}
    assert reader.post(where(one, "redact"), said).status_code == 422
    said["typed"] = one.reference.lower().replace("-", "")
    assert reader.post(where(one, "redact"), said).status_code == 303
    kept.refresh_from_db()
    assert (kept.name, bool(kept.redacted_at), vault.is_there(people.tenant.pk, str(kept.pk))) == (
        "",
        True,
        True,  # until the act is committed
    )
    text = reader.get(where(one)).text
    assert "algos.pdf" not in text
    assert "A file was taken out." in text
    assert "Štai algos" in text
    assert "took files out of an entry" in text
    assert fetched(english("agent"), kept)[0] == 404
    assert reader.post(where(one, "redact"), said).status_code == 422  # it is not there to be chosen


def test_text_and_files_are_taken_out_together(english, complain, people):
    one, agent = complain(), english("agent")
    kept = keep(people.customer, one)
    one.add("Slaptažodis: Vasara1", by=people.customer, files=[kept.pk])
    entry = one.events.get(kind="added")
    said = {
        "entry": str(entry.pk),
        "reason": "Slapta",
        "what": ["text", str(kept.pk)],
        "typed": one.reference,
    }
    assert agent.post(where(one, "redact"), said).status_code == 303
    text = agent.get(where(one)).text
    assert "Vasara1" not in text
    assert "took text and files out of an entry" in text
    data = one.events.get(kind="redacted").data
    assert set(data["files"]) == {str(kept.pk)}
    assert "text" in data


def test_what_was_not_sent_for_a_week_is_swept_and_what_was_sent_stays(complain, people, hand):
    one = complain()
    sent, left = keep(people.customer, one), keep(people.customer, one)
    one.add("Štai", by=people.customer, files=[sent.pk])
    hand.forward(timedelta(days=8))
    schema = connection.schema_name
    connection.set_schema_to_public()
    sweeping.files_and_their_rows()
    connection.set_schema(schema)
    assert list(Attachment.objects.all()) == [sent]
    assert left.pk != sent.pk


def test_a_file_is_closed_until_it_is_found_clean(look, scanned, english, complain, people):
    one = complain()
    kept = keep(people.customer, one)
    one.add("Štai", by=people.customer, files=[kept.pk])
    assert fetched(english("agent"), kept)[0] == 409
    assert "It is being checked for viruses" in english("agent").get(where(one)).text
    look()
    assert fetched(english("agent"), kept) == (200, PDF)


@pytest.mark.parametrize("before", [True, False])
def test_a_file_with_a_virus_is_removed_and_both_sides_read_so_once(
    before, look, scanned, english, complain, people, others, mail
):
    type(people.customer).objects.update(language="en")
    people.customer.refresh_from_db()
    one = complain()
    one.own(others.second, by=others.second)
    kept = keep(people.customer, one, name="laiškas.com", body=EICAR)
    if before:
        look()
    one.add("Štai", by=people.customer, files=[kept.pk])
    look()
    look()
    assert one.events.filter(kind="disinfected").count() == 1
    for part in ("agent", "customer", "manager"):
        text = english(part).get(where(one)).text
        assert "A virus was found in an attached file, and the file was removed." in text
        assert f'href="#e{one.events.get(kind="added").pk.hex}"' in text
        assert fetched(english(part), kept)[0] == 404
    heard = Notice.objects.filter(complaint_event__kind="disinfected").values_list("person", "kind")
    assert set(heard) == {(people.customer.pk, "complaint"), (others.second.pk, "complaint_work")}
    body = mail(people.customer.email)[-1].body
    assert f"A virus was found in a file of the complaint {one.reference}" in body
    assert "Please look for viruses on the computer that it came from" in body


def test_of_a_virus_in_a_note_the_company_reads_nothing(look, scanned, english, complain, people):
    one = complain()
    kept = keep(people.agent, one, "note", body=EICAR)
    one.note("Radau", by=people.agent, files=[kept.pk])
    look()
    assert "A virus was found" in english("agent").get(where(one)).text
    assert "virus" not in english("customer").get(where(one)).text
    heard = Notice.objects.filter(complaint_event__kind="disinfected")
    assert set(heard.values_list("kind", flat=True)) == {"complaint_work"}
