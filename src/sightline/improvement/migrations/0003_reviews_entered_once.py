"""A review, a complaint or the like is entered once, with its recommendations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("improvement", "0002_training_need_once_at_a_time"),
    ]

    operations = [
        migrations.CreateModel(
            name="LearnedReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=300)),
                ("reference", models.CharField(blank=True, default="", max_length=60)),
                ("made_on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-made_on", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "name", "reference", "made_on"), name="review_entered_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="recommendation",
            name="review",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="improvement.learnedreview",
            ),
        ),
    ]
