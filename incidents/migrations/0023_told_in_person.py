from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0022_mentions_and_checklists"),
    ]

    operations = [
        migrations.AlterField(
            model_name="complaint",
            name="channel",
            field=models.CharField(
                choices=[("web", "Written here"), ("phone", "By phone"), ("desk", "In person")],
                default="web",
                max_length=5,
            ),
        ),
        migrations.AlterField(
            model_name="incident",
            name="channel",
            field=models.CharField(
                choices=[("web", "Written here"), ("phone", "By phone"), ("desk", "In person")],
                default="web",
                max_length=5,
            ),
        ),
    ]
