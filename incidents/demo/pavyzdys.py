"""The story of UAB Pavyzdys: one request of nearly every kind, the gravest with its hour running."""

from datetime import timedelta

from incidents.demo.step import Step, at

CRITICAL: list[Step] = [
    # Nobody has started yet: twelve minutes of the hour are left.
    at(
        "algos", "petras", "report", m=48,
        subject="Neveikia darbo užmokesčio skaičiavimas",
        text="Spaudžiame „Skaičiuoti“, programa užsidaro be pranešimo. Bandėme trijuose kompiuteriuose.\n\n"
        "Atlyginimai turi išeiti šiandien.",
        marks=["main_service", "critical_function_down"], product="bonus", product_version="7.42",
        contact="Petras Jonaitis, +370 600 00311", second_contact="Ona Petraitė, +370 600 00310",
        access="AnyDesk kodas pas Petrą; serveryje budi Ona",
    ),
    # At work since the twelfth minute.
    at(
        "invoices", "colin", "report", h=2, m=10,
        subject="Invoices cannot be issued since the update",
        text="Every invoice stops with “Number range is exhausted”. Lorries are waiting at the gate.",
        marks=["main_service", "business_stopped"], product="l4pro", product_version="2026.11",
        contact="Colin Ward, +370 600 00312", second_contact="Ona Petraitė, +370 600 00310",
        access="VPN, account “support”",
    ),
    at("invoices", "agent", "start", h=1, m=58, line="Reading this month's number ranges from your database"),
    at(
        "invoices", "agent", "reply", h=1, m=31,
        text="The update closed the range of November by mistake. I am testing a repair on a copy.",
    ),
    at("invoices", "colin", "customer_reply", h=1, m=25, text="Thank you. Can we print delivery notes?"),
    at("invoices", "agent", "reply", h=1, m=3, text="Yes, delivery notes have their own range and work."),
    at(
        "invoices", "agent", "add_steps", h=1, m=50,
        steps="Copy the database\nTry the repair on the copy\nRepair\nIssue two test invoices\nTell others",
    ),
    at("invoices", "agent", "tick", h=1, m=45, nth=0),
    at("invoices", "agent", "note", m=50, text="Tiks ir kitiems, kurie atsinaujino vakar. @Fausta, kas tie?"),
    at("invoices", "agent", "tick", m=36, nth=1),
    at("invoices", "agent", "reply", m=35, text="The repair works on the copy. I apply it to your data now."),
    at("invoices", "agent", "reply", m=9, text="Applied; two test invoices went through. Checking the rest."),
    # There is a way around it.
    at(
        "vaztarasciai", "manager", "report", h=3, m=5,
        subject="Nespausdinami važtaraščiai",
        text="Spausdinant važtaraštį lieka tuščias lapas, o be jo vairuotojai neišvažiuoja.",
        marks=["main_service", "critical_function_down"], product="l4pro",
        contact="Ona Petraitė, +370 600 00310", second_contact="Petras Jonaitis, +370 600 00311",
        access="AnyDesk",
    ),
    at("vaztarasciai", "agent", "start", h=2, m=58, line="Bandau atspausdinti tą patį važtaraštį pas mus"),
    at(
        "vaztarasciai", "agent", "give_workaround", h=2, m=30,
        text="1. Atidarykite važtaraštį.\n2. Pasirinkite **Eksportuoti į PDF**.\n3. Spausdinkite jį.",
    ),
    at("vaztarasciai", "manager", "confirm_workaround", h=2, m=21),
    at("vaztarasciai", "agent", "reply", h=1, m=40, text="Klaidą radome spausdinimo šablone, taisome."),
    at("vaztarasciai", "agent", "reply", m=50, text="Pataisytas šablonas tikrinamas, netrukus įkelsime."),
]  # fmt: skip

REST: list[Step] = [
    # Late: the goal of the solution is over.
    at(
        "pvm", "petras", "report", d=9, h=3,
        subject="PVM deklaracijoje neteisinga 25 eilutė",
        text="Suma nesutampa su registrais, skirtumas lygus vienai grąžintai sąskaitai.",
        marks=["main_departments", "part_broken_no_workaround"], product="konto",
    ),
    at("pvm", "agent", "start", d=9, h=1, line="Lyginu registrus su deklaracija"),
    at("pvm", "agent", "reply", d=8, h=1, text="Skirtumą radome, ieškome, kodėl grąžinimas neįtraukiamas."),
    at("pvm", "petras", "customer_reply", d=2, h=4, text="Ar yra naujienų? Deklaruoti reikia iki 25 dienos."),
    at("pvm", "agent", "reply", d=1, h=2, text="Pataisymas parengtas, laukia patikros. Parašysiu šiandien."),
    # In time, with an agent.
    at(
        "kursai", "colin", "report", h=6,
        subject="Currency rates are not loaded",
        text="Rates of the Bank of Lithuania are missing since Friday; we type them in by hand.",
        marks=["part_broken_no_workaround"], product="konto",
    ),
    at("kursai", "agent", "start", h=5, line="Checking the service that brings the rates"),
    # Waiting on the customer.
    at(
        "etiketes", "petras", "report", d=3, h=2,
        subject="Etiketės spausdinamos per mažos",
        text="Po spausdintuvo keitimo etiketė užima pusę lapelio.",
        marks=["has_workaround"], product="l4pro",
    ),
    at("etiketes", "agent", "start", d=2, h=23, line="Ieškau Jūsų spausdintuvo nuostatų"),
    at(
        "etiketes", "agent", "wait", d=1, h=4, until=timedelta(days=4),
        question="Koks tikslus spausdintuvo modelis ir koks etiketės dydis milimetrais?",
    ),
    # Resolved, and nobody has said yet whether it works.
    at(
        "teises", "manager", "report", d=4,
        subject="Nauja darbuotoja nemato sandėlio modulio",
        text="Suteikėme tas pačias teises kaip kitoms, bet meniu tuščias.",
        marks=["minor_behaviour"], product="l4pro",
    ),
    at("teises", "agent", "start", d=3, h=22, line="Lyginu jos teises su kolegių"),
    at(
        "teises", "agent", "resolve", d=1, h=1, code="configured",
        text="Trūko teisės į padalinį „Sandėlis 2“. Pridėjome; reikia prisijungti iš naujo.",
    ),
    # A question that nobody has taken up.
    at(
        "logo", "colin", "report", h=3, m=20,
        subject="How do we change the logo on invoices?",
        text="We have a new logo and would like it on everything we print.",
        kind="service_request", marks=["question_only"], product="bonus",
    ),
    at("logo", "fausta", "note", h=2, text="Jei galima patiems, parodysiu Colin pirmadienį."),
    at("logo", "colin", "ask_call", m=5, phone="+370 600 00312"),
    # By telephone; the clock runs since the call began.
    at(
        "inventorizacija", "agent", "report", h=4, requester="petras", channel="phone",
        began=timedelta(minutes=6),
        subject="Inventorizacijos lape dingo dalis prekių",
        text="Petras skambino: lape trūksta prekių su nuliniu likučiu, anksčiau jos būdavo.",
        marks=["part_broken_no_workaround"], product="l4pro",
        line="Tikrinu, ar neįjungtas filtras",
    ),
    at(
        "inventorizacija", "agent", "log_call", h=2, answered=True, minutes=7,
        text="Paskambinau: filtras neįjungtas, ieškau toliau.",
    ),
    # Answered on the telephone, and that was all.
    at(
        "", "agent", "consult", d=1, h=3, person="petras", minutes=6,
        topic="Kaip pakeisti sąskaitų numeraciją",
        words="Parodžiau: Nustatymai, Serijos. Nuo sausio pradės naują seriją.",
    ),
    at(
        "", "agent", "consult", h=5, person="colin", minutes=3,
        topic="Where to find last year's VAT returns", words="Reports, Archive, by year.",
    ),
    # A new function.
    at(
        "integracija", "manager", "report", d=6,
        subject="Sąsaja su mūsų el. parduotuve",
        text="Norėtume, kad užsakymai į L4.PRO ateitų patys.",
        kind="development", product="l4pro",
    ),
    at("integracija", "agent", "start", d=5, h=20, line="Aiškinuosi, kokius duomenis perduoda parduotuvė"),
    at("integracija", "agent", "reply", d=1, text="Parengsime pasiūlymą su kaina ir terminais."),
    # It works, said the customer.
    at(
        "kopijos", "petras", "report", d=10, h=5,
        subject="Naktinė kopija nepadaryta",
        text="Ryte radome pranešimą, kad kopija nepavyko.",
        marks=["has_workaround"], product="l4pro",
    ),
    at("kopijos", "agent", "start", d=10, h=3, line="Tikrinu vietą diske"),
    at("kopijos", "agent", "resolve", d=9, h=2, code="fixed", text="Diske trūko vietos; senas perkėlėme."),
    at("kopijos", "petras", "confirm", d=9, rating=5, words="Greitai ir aiškiai."),
    # The promise that was not kept stays on record.
    at(
        "serveris", "petras", "report", d=11, h=7,
        subject="Programa nepasileidžia niekam",
        text="Nuo septintos ryto niekas negali prisijungti.",
        marks=["main_service", "business_stopped"], product="l4pro",
        contact="Petras Jonaitis, +370 600 00311", second_contact="Ona Petraitė, +370 600 00310",
        access="AnyDesk",
    ),
    at("serveris", "agent", "start", d=11, h=5, m=49, line="Jungiuosi prie serverio"),
    at("serveris", "agent", "resolve", d=11, h=5, m=10, code="fixed",
       text="Po atnaujinimo nepasileido paslauga; paleidome ir įjungėme stebėjimą."),
    at("serveris", "manager", "confirm", d=11, h=3, rating=2, words="Ilgai laukėme, kol kas nors pradėjo."),
    # Closed, and it came back.
    at(
        "ataskaita", "colin", "report", d=8,
        subject="Sales report is empty for last quarter",
        text="The report shows nothing although the documents are there.",
        marks=["part_broken_no_workaround"], product="konto",
    ),
    at("ataskaita", "agent", "start", d=7, h=22, line="Running the report on your data"),
    at("ataskaita", "agent", "resolve", d=7, code="fixed", text="The quarter was closed twice; recounted."),
    at("ataskaita", "colin", "confirm", d=6, h=22, rating=4),
    at("ataskaita", "colin", "reopen", h=1, m=15, reason="It is empty again after last night."),
    # Said twice.
    at(
        "logo2", "petras", "report", h=1, m=30,
        subject="Naujas logotipas sąskaitose",
        text="Kolega jau klausė angliškai, bet norėjome įsitikinti.",
        kind="service_request", marks=["question_only"], product="bonus",
    ),
    at("logo2", "agent", "cancel", h=1, m=20, duplicate_of="logo", reason="To paties jau klausė Colin."),
]  # fmt: skip

PAVYZDYS = CRITICAL + REST
