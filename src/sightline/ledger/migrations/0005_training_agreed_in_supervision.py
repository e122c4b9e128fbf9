"""A session of supervision says which training was agreed; sessions kept before say nothing, as they did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_owed_by_standard"),
    ]

    operations = [
        migrations.AddField(
            model_name="supervisionsversion",
            name="training_agreed",
            field=models.TextField(null=True),
        ),
    ]
