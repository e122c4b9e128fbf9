"""Form fields in GOV.UK's patterns; loaded in every template."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()
CLASSES = {forms.Textarea: "govuk-textarea", forms.Select: "govuk-select"}


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's control with GOV.UK's class, tied to its hint and its error."""
    widget = field.field.widget
    base = next((name for kind, name in CLASSES.items() if isinstance(widget, kind)), "govuk-input")
    css = widget.attrs.get("class", base)
    described = [f"{field.auto_id}_hint"] if field.help_text else []
    attrs: dict[str, Any] = {"placeholder": False}
    if field.errors:
        css += f" {base}--error"
        described.append(f"{field.auto_id}_error")
        attrs["aria-invalid"] = "true"
    attrs["class"] = css
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)
