"""The vendor's products, working week and public holidays, as they are at the start; edited in the tables after."""

import datetime
import uuid

from django.db import migrations

PRODUCTS = [
    ("l4pro", "L4.PRO", "L4.PRO"),
    ("l4pro-cloud", "L4.PRO debesyje", "L4.PRO cloud"),
    ("konto", "Konto", "Konto"),
    ("bonus", "Bonus", "Bonus"),
    ("logas", "Logas", "Logas"),
    ("l4pro-vsafas", "L4.PRO VSAFAS", "L4.PRO VSAFAS"),
    ("earlier", "Ankstesnė versija", "An earlier version"),
]
# The days are written out here so that an upgrade of a library can never move a promise.
FIXED = [
    (1, 1, "Naujieji metai", "New Year's Day"),
    (2, 16, "Lietuvos valstybės atkūrimo diena", "Day of Restoration of the State of Lithuania"),
    (3, 11, "Lietuvos nepriklausomybės atkūrimo diena", "Day of Restoration of Independence of Lithuania"),
    (5, 1, "Tarptautinė darbo diena", "International Workers' Day"),
    (6, 24, "Rasos ir Joninių diena", "Saint John's Day"),
    (7, 6, "Valstybės (Lietuvos karaliaus Mindaugo karūnavimo) diena", "Statehood Day"),
    (8, 15, "Žolinė", "Assumption Day"),
    (11, 1, "Visų šventųjų diena", "All Saints' Day"),
    (11, 2, "Mirusiųjų atminimo (Vėlinių) diena", "All Souls' Day"),
    (12, 24, "Šv. Kūčios", "Christmas Eve"),
    (12, 25, "Šv. Kalėdos", "Christmas Day"),
    (12, 26, "Šv. Kalėdų antra diena", "Second Day of Christmas"),
]
EASTER_MONDAYS = {2026: (4, 6), 2027: (3, 29), 2028: (4, 17), 2029: (4, 2), 2030: (4, 22)}


def fill(apps, schema_editor):
    Product = apps.get_model("tenants", "Product")
    VendorHours = apps.get_model("tenants", "VendorHours")
    VendorHoliday = apps.get_model("tenants", "VendorHoliday")
    for position, (code, name_lt, name_en) in enumerate(PRODUCTS):
        Product.objects.create(id=uuid.uuid4(), code=code, name_lt=name_lt, name_en=name_en, position=position)
    for weekday in range(5):
        VendorHours.objects.create(
            id=uuid.uuid4(), weekday=weekday, opens=datetime.time(8), closes=datetime.time(17)
        )
    for year, (month, day) in EASTER_MONDAYS.items():
        days = [*FIXED, (month, day, "Velykų antra diena", "Easter Monday")]
        for month, day, name_lt, name_en in days:
            VendorHoliday.objects.create(
                id=uuid.uuid4(), day=datetime.date(year, month, day), name_lt=name_lt, name_en=name_en
            )


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
