"""What is begun about a complaint is kept as what is begun about a request."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0028_words_to_be_gathered_anew")]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='complaint',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='incidents.complaint'),
        ),
        migrations.AlterField(
            model_name='draft',
            name='incident',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='incidents.incident'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('complaint', 'person', 'tab'), name='draft_one_in_each_place_of_a_complaint'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('complaint__isnull', True), ('incident__isnull', False)), models.Q(('complaint__isnull', False), ('incident__isnull', True)), _connector='OR'), name='draft_is_about_a_request_or_a_complaint'),
        ),
    ]
