import threading
import time

from helpdesk.lib.ids import uuid7


def test_a_key_is_a_uuid_of_version_7():
    key = uuid7()
    assert (key.version, key.variant) == (7, "specified in RFC 4122")


def test_later_keys_sort_after_earlier_ones():
    keys = [uuid7() for _ in range(5000)]
    assert keys == sorted(keys)


def test_a_key_holds_the_millisecond_it_was_made_in():
    before = time.time_ns() // 1_000_000
    made = uuid7().int >> 80
    assert before <= made <= time.time_ns() // 1_000_000 + 1


def test_keys_go_on_upwards_when_the_clock_of_the_process_goes_back(monkeypatch):
    earlier = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert uuid7() > earlier


def test_no_two_threads_get_the_same_key():
    made = []
    threads = [threading.Thread(target=lambda: made.extend(uuid7() for _ in range(2000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8000
