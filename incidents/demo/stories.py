"""What happened in the help desks of the demo; all names and companies are made up."""

from datetime import timedelta

from incidents.demo.complaints import COMPLAINTS
from incidents.demo.pavyzdys import PAVYZDYS
from incidents.demo.step import Step, at

KROVINYS = [
    at(
        "bankas", "customer", "report", h=1, m=25,
        subject="Nebesiunčiami mokėjimai į banką",
        text="Nuo ryto visi mokėjimai grįžta su klaida B-417. Šiandien atlyginimų diena.",
        marks=["main_service", "business_stopped"], product="konto",
        contact="Tomas Pikūnas, +370 600 00421", second_contact="Raimonda Kalnė, +370 600 00422",
        access="Nuotolinis darbalaukis, jungia Tomas",
    ),
    at("bankas", "agent", "start", h=1, m=12, line="Jungiuosi prie serverio ir tikrinu banko sertifikatą"),
    at(
        "bankas", "agent", "reply", m=47,
        text="Baigė galioti banko sertifikatas. Užsakėme naują, bankas žada patvirtinti per valandą.",
    ),
    at("bankas", "customer", "customer_reply", m=41, text="Gerai, laukiame. Buhalterė budi prie telefono."),
    at("bankas", "agent", "reply", m=19, text="Bankas patvirtino, diegiame naują sertifikatą."),
    at(
        "likuciai", "customer", "report", h=5,
        subject="Sandėlio likučiai nesutampa su ataskaita",
        text="Trijų prekių likutis ataskaitoje kitoks nei kortelėje. Inventorizacija rytoj.",
        marks=["main_departments", "part_broken_no_workaround"], product="l4pro",
    ),
]  # fmt: skip

KLINIKA = [
    at(
        "eilute", "customer", "report", d=1, h=2,
        subject="Kaip įtraukti antrą parašo eilutę sąskaitoje",
        text="Reikia, kad sąskaitoje būtų ir vyr. buhalterės parašas.",
        kind="service_request", marks=["question_only"], product="bonus",
    ),
    at("eilute", "agent", "start", h=20, line="Žiūriu Jūsų sąskaitos šabloną"),
    at(
        "eilute", "agent", "wait", h=3, until=timedelta(days=2),
        question="Ar antra eilutė reikalinga visose sąskaitose, ar tik ligonių kasai?",
    ),
    at(
        "virsvalandziai", "customer", "report", d=2,
        subject="Viršvalandžiai skaičiuojami du kartus",
        text="Lapkričio žiniaraštyje kelių darbuotojų viršvalandžiai padvigubėjo.",
        marks=["main_departments", "part_broken_no_workaround"], product="bonus",
    ),
    at("virsvalandziai", "agent", "start", d=1, h=22, line="Atkartoju skaičiavimą su Jūsų nuostatomis"),
    at(
        "virsvalandziai", "agent", "resolve", h=4, code="configured",
        text="Tas pats tabelis buvo įkeltas du kartus. Antrą pašalinome ir įjungėme apsaugą nuo pakartojimo.",
    ),
]  # fmt: skip

STORIES: dict[str, list[Step]] = {
    "demo": [*PAVYZDYS, *COMPLAINTS],
    "krovinys": KROVINYS,
    "klinika": KLINIKA,
    "other": KLINIKA,
}
