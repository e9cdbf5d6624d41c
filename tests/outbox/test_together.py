"""Several senders at once, with real connections; one of them killed."""

import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections

from helpdesk import outbox
from helpdesk.outbox.claiming import claim
from helpdesk.outbox.models import Letter
from helpdesk.timers import clock
from tests.outbox.test_deliver import write
from tests.real import together

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]


def test_several_senders_send_each_letter_once_and_keep_every_order(server, letter):
    letter()
    tenants = [uuid4() for _ in range(3)]
    for number in range(60):
        tenant = number % 3
        write(
            f"{number}",
            to=f"reader{number % 2}@desk{tenant}.example",
            tenant=tenants[tenant],
            name=f"{number}",
        )
    together(*[outbox.deliver] * 4)
    outbox.deliver()
    assert not Letter.objects.unsent().exists()
    sent = [(int(message.to[0].split()[0]), message.to[0]) for message in server.accepted]
    assert sorted(number for number, _to in sent) == list(range(60))
    for desk in range(3):
        of_desk = [number for number, to in sent if f"@desk{desk}." in to]
        assert of_desk == sorted(of_desk)


def test_a_letter_in_hand_is_nobody_elses_and_its_reader_waits(letter):
    letter()
    write("a")
    write("b")
    write("c", to="jonas@globex.example")
    taken, seen = claim(clock.now()), []
    together(lambda: seen.extend([claim(clock.now()), claim(clock.now())]))
    assert taken.key == "a"
    assert [row and row.key for row in seen] == ["c", None]


def test_of_one_help_desk_one_letter_is_on_its_way_at_a_time(letter):
    letter()
    acme, globex = uuid4(), uuid4()
    write("a", tenant=acme)
    write("b", to="jonas@acme.example", tenant=acme)
    write("c", to="petras@globex.example", tenant=globex)
    claim(clock.now())
    seen = []
    together(lambda: seen.extend([claim(clock.now()), claim(clock.now())]))
    assert [row and row.key for row in seen] == ["c", None]


def test_what_a_killed_sender_had_in_hand_is_free_at_once(letter):
    letter()
    write("a")
    seen = []
    together(lambda: seen.append(claim(clock.now())))  # its connection is gone with the thread
    end = time.monotonic() + 5
    while (row := claim(clock.now())) is None:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert row.key == seen[0].key == "a"


def test_a_sender_that_hangs_loses_its_letter_after_a_minute(letter):
    letter()
    write("a")
    claim(clock.now())
    assert claim(clock.now()) is None
    Letter.objects.update(leased_until=clock.now() - timedelta(seconds=1))
    assert claim(clock.now()).key == "a"


def test_a_letter_that_was_accepted_is_noted_when_the_database_comes_back(server, letter, monkeypatch):
    letter()
    write("a")
    send = server.send_messages

    def send_and_lose_the_database(self, messages):
        send(self, messages)
        pid = connection.connection.info.backend_pid

        def cut():
            other = connections["default"].copy()
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
            other.close()

        thread = threading.Thread(target=cut)
        thread.start()
        thread.join()
        return 1

    monkeypatch.setattr(server, "send_messages", send_and_lose_the_database)
    assert outbox.deliver() == 1
    assert Letter.objects.get().state == "sent"
    assert len(server.accepted) == 1
