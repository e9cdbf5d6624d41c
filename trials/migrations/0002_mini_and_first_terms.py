"""The offer MINI, and the first version of the service terms."""

import datetime
import uuid

from django.db import migrations

LT = """
1. **Nemokamas mėnuo.** MINI – specialus pasiūlymas „Bonus“ naudotojams. Kainos nėra, kortelės neprašome.
2. **Nuoroda per vieną darbo dieną.** Pažadame išsiųsti tik Jums sukurtą nuorodą ne vėliau kaip kitos darbo dienos, einančios po užsakymo dienos, darbo laiko pabaigoje.
3. **Visas mėnuo.** Mėnuo skaičiuojamas nuo pirmojo prisijungimo, bet ne vėliau kaip nuo 14-os dienos po nuorodos išsiuntimo, ir trunka iki paskutinės jo dienos pabaigos.
4. **Pabaiga.** Jei nepasakote, kad norite pratęsti darbą, sistema deaktyvuojama automatiškai. Pasakius norą, ji veikia tol, kol atsakome.
5. **Kritiniai kreipiniai.** Kai programa ar kritinė jos funkcija neveikia, duomenys prarasti ar sugadinti arba Jūsų veikla sustojo, pažadame pradėti darbą per 1 valandą ir skirti aukščiausią prioritetą, kol bus išspręsta arba rastas alternatyvus kelias. Jūs tuo metu esate pasiekiami ir bendradarbiaujate.
6. **Kiti kreipiniai.** Kitų terminų siekiame; juos matote prieš pateikdami kreipinį.
7. **Duomenys.** Jūsų įmonės duomenys laikomi atskirai nuo kitų. Po deaktyvavimo jie saugomi 90 dienų ir, iš anksto pranešus, ištrinami. Užsakymo duomenis naudojame tik nemokamam mėnesiui parengti.
"""
EN = """
1. **A free month.** MINI is the special offer for Bonus. It costs nothing and asks for no card.
2. **The link within one business day.** We promise to send a link made for you alone by closing time of the business day that follows the day of your order.
3. **A full month.** The month begins with the first sign-in, at the latest 14 days after the link was sent, and lasts to the end of its last day.
4. **The end.** If you do not say that you want to carry on, the system is deactivated automatically. Once you have said it, the system works until we answer.
5. **Critical requests.** When the program or a critical function of it does not work, data is lost or damaged, or your business has stopped, we promise to start work within 1 hour, with the highest priority until it is solved or a workaround is found. In return you are reachable and cooperate meanwhile.
6. **Other requests.** The other times are what we aim for; you see them before you send a request.
7. **Data.** Your company's data is kept apart from that of others. After deactivation it is kept for 90 days and then, after a notice, erased. What you write in the order is used to set up the free month and for nothing else.
"""


def fill(apps, schema_editor):
    apps.get_model("trials", "Offer").objects.create(
        id=uuid.uuid4(), code="mini", name_lt="MINI", name_en="MINI", months=1
    )
    apps.get_model("trials", "Terms").objects.create(
        id=uuid.uuid4(),
        version=1,
        text_lt=LT.strip(),
        text_en=EN.strip(),
        published_at=datetime.datetime(2026, 11, 2, 7, 0, tzinfo=datetime.timezone.utc),
    )


class Migration(migrations.Migration):
    dependencies = [("trials", "0001_orders")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
