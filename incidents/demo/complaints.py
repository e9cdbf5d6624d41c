"""What was complained of in the first help desk of the demo: settled, answered, and not taken by anybody."""

from incidents.demo.step import Step, at

COMPLAINTS: list[Step] = [
    at(
        "c-serveris", "manager", "complain", d=11, h=2, incident="serveris",
        text="Pažadėjote pradėti per valandą, o programa visiems stovėjo ilgiau. Norime žinoti, kodėl.",
    ),
    at("c-serveris", "operator", "own", d=11, h=1, owner="operator"),
    at(
        "c-serveris", "operator", "answer", d=10, h=4,
        text="Tą rytą budėjo vienas konsultantas. Nuo šiol **rytais budi du**, o skambutis "
        "apie sustojusią programą skamba ir administratoriui.",
    ),
    at("c-serveris", "manager", "agree", d=9, h=20),
    at(
        "c-phone", "colin", "complain", d=3, h=1,
        text="I called twice on Thursday afternoon and nobody called back. Who answers the telephone then?",
    ),
    at("c-phone", "agent", "own", d=2, h=22, owner="agent"),
    at(
        "c-phone", "agent", "answer", h=6,
        text="Both calls were written down, and nobody was asked to call you. From this week a missed call "
        "has a name beside it. I am sorry.",
    ),
    at(
        "c-pvm", "petras", "complain", h=5, incident="pvm",
        text="Dėl PVM deklaracijos klausiu antrą savaitę, o atsakymai vis tie patys. Kada bus pataisyta?",
    ),
]  # fmt: skip
