"""A training need is said once at a time: those said before are put in their order first."""

from collections import Counter
from typing import Any

from django.db import migrations, models


def number_turns(apps: Any, editor: Any) -> None:
    """Number the needs of the same topic, team and person in the order in which they were said."""
    needs = apps.get_model("improvement", "TrainingNeed")
    said: Counter[tuple[str, str, str]] = Counter()
    for each in needs.objects.order_by("pk"):
        key = (each.topic, each.team_id, each.professional_id)
        if said[key]:
            needs.objects.filter(pk=each.pk).update(turn=said[key])
        said[key] += 1


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="trainingneed",
            name="turn",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(number_turns, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="trainingneed",
            constraint=models.UniqueConstraint(
                fields=("topic", "team_id", "professional_id", "turn"), name="training_need_said_once_at_a_time"
            ),
        ),
    ]
