from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_session_of_a_browser")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="theme",
            field=models.CharField(
                blank=True,
                choices=[("auto", "System"), ("light", "Light"), ("dark", "Dark")],
                default="",
                max_length=5,
            ),
        ),
    ]
