"""An address of each route of the site that asks a permission, for the small invented record.

``{child}`` stands for a child's handle. A route of one of the ``SPACES`` that is not here fails
:mod:`tests.unit.access.test_every_address`; casework's own tests open casework's.
"""

from __future__ import annotations

SPACES = frozenset({"", "access", "findings"})

ADDRESSES = {
    "home": "/",
    "account_logout": "/sign-out/",
    "account_change_password": "/my-account/password/",
    "account_reauthenticate": "/my-account/confirm-password/",
    "mfa_reauthenticate": "/my-account/confirm-code/",
    "mfa_index": "/my-account/",
    "mfa_activate_totp": "/my-account/second-factor/",
    "mfa_view_recovery_codes": "/my-account/recovery-codes/",
    "mfa_generate_recovery_codes": "/my-account/recovery-codes/new/",
    "access:reason": "/children/{child}/reason/",
    "access:own-family": "/children/{child}/own-family/",
    "access:restriction": "/children/{child}/restriction/",
    "access:child-log": "/children/{child}/access/",
    "access:break-glass": "/break-glass/",
    "access:broken-glass": "/access/broken-glass/",
    "access:review": "/access/broken-glass/1/",
    "access:unusual": "/access/unusual/",
    "access:accounts": "/accounts/",
    "findings:front": "/findings/",
    "findings:about": "/about/",
    "findings:judgement": "/judgements/help-and-protection/",
    "findings:line": "/lines/children-not-seen/",
    "findings:standards": "/standards/",
    "findings:standards-csv": "/standards.csv",
    "findings:standard": "/standards/child-seen-6m/",
    "findings:cases": "/standards/child-seen-6m/cases/",
    "findings:cases-csv": "/standards/child-seen-6m/cases.csv",
    "findings:children": "/children/",
    "findings:children-csv": "/children.csv",
    "findings:child": "/children/{child}/timeline/",
    "findings:worker": "/staff/W2/",
    "findings:carer": "/carers/F1/",
    "findings:council": "/council/999/",
    "findings:teams": "/teams/",
    "findings:teams-csv": "/teams.csv",
    "findings:team": "/teams/T1/",
    "findings:first-stood-out": "/first-stood-out/",
    "findings:strengths": "/strengths/",
    "findings:data-quality": "/data-quality/",
}
