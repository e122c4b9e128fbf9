"""What may be done, each named as a noun and a verb and given to roles in :mod:`sightline.access.roles`."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """A permission; its meaning is in :attr:`meaning`, and is what the reference page says."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> Permission:
        """A permission of this code and meaning."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.meaning = meaning
        return made

    HOME_VIEW = "home.view", "Open the first page, which leads to what one's role is for"
    OWN_ACCOUNT_MANAGE = "own-account.manage", "Sign out, change one's own password and second factor"
    STANDARDS_VIEW = "standards.view", "Read the standards, and how the whole council stands against each"
    FINDINGS_VIEW = "findings.view", "See figures of the whole council: what an inspector would find"
    FINDINGS_EXPORT = "findings.export", "Download those figures"
    TEAMS_VIEW = "teams.view", "See how each team stands"
    STAFF_VIEW = "staff.view", "See how a member of staff or a foster carer stands"
    CHILDREN_LIST = "children.list", "See lists of the children within one's reach"
    CHILDREN_SEARCH = (
        "children.search",
        "Find any child who is not restricted by name, whose record then needs a reason",
    )
    CHILDREN_EXPORT = "children.export", "Download lists of the children within one's reach"
    CHILD_OPEN = "child.open", "Open the record of a child within one's reach"
    CHILD_OPEN_WITH_REASON = "child.open-with-reason", "Open a child beyond one's reach for eight hours, with a reason"
    CHILD_BREAK_GLASS = "child.break-glass", "Open any child for one hour with a reason that somebody will review"
    CHILD_RESTRICT = "child.restrict", "Restrict a child's record to those named, and lift that again"
    NOTE_WRITE = "note.write", "Write, correct and withdraw notes on the file of a child within one's reach"
    DECISION_MAKE = "decision.make", "Record, correct, withdraw and follow up a manager's decision about a child"
    SUPERVISION_RECORD = (
        "supervision.record",
        "Record, correct and withdraw supervision of one's team's workers, and see who had it when",
    )
    SUPERVISION_VIEW_OWN = "supervision.view-own", "See the supervision one has had oneself"
    TASK_DO = "task.do", "See the tasks one was given, say what was done, and set oneself tasks"
    TASK_ASSIGN = "task.assign", "Give tasks, see one's team's, and give them to somebody else with the reason"
    DUPLICATES_DECIDE = "duplicates.decide", "See which two records may be of one child, merge them, and undo a merge"
    OWN_FAMILY_DECLARE = "own-family.declare", "Say that a child is of one's own family, and be kept out"
    ACCESS_LOG_VIEW = "access-log.view", "See who opened a child's record within one's reach, and why"
    BREAK_GLASS_REVIEW = "break-glass.review", "Review each time somebody broke glass"
    UNUSUAL_ACCESS_REVIEW = "unusual-access.review", "See the week's unusual access"
    ALLOCATION_MAKE = "allocation.make", "Give a child to a worker, or pass a child to a team"
    MOCK_VIEW = "mock-inspection.view", "Read mock inspections: evidence, how the sample was drawn, judgements, report"
    MOCK_LEAD = "mock-inspection.lead", "Set a mock inspection up, draw its sample, give out files, judge and report"
    FILE_AUDIT = "file.audit", "Audit the files one was given in a mock inspection, and say what one saw and heard"
    CONCERN_ANSWER = "concern.answer", "Answer an immediate concern that an auditor raised about a child"
    ANNEX_A_EXPORT = "annex-a.export", "Produce the child-level lists that an inspector asks for"
    INSPECTIONS_VIEW = "inspections.view", "Read inspections and visits by Ofsted, with their reports and clocks"
    INSPECTIONS_RECORD = (
        "inspections.record",
        "Record inspections and visits, and confirm what was read in their reports",
    )
    COUNTRY_VIEW = "country.view", "See published figures and inspections of every council beside this one's"
    PLAN_VIEW = "plan.view", "Read the improvement plan: recommendations, actions, measures, and how each stands"
    PLAN_MANAGE = (
        "plan.manage",
        "Add to the improvement plan, give and do its actions, close and reopen recommendations",
    )
    PLAN_OVERRIDE = "plan.override", "Close a recommendation although its measure fails, signed and shown to the board"
    BOARD_VIEW = "board.view", "Read the improvement board's meetings, packs, decisions and actions"
    BOARD_MANAGE = "board.manage", "Call meetings of the board, make its packs, and record what it decided"
    CAMPAIGN_VIEW = "campaign.view", "See how far each review of a cohort has come, without a child in it"
    CAMPAIGN_LEAD = "campaign.lead", "Begin a review of a cohort, give out its children, and complete it"
    CAMPAIGN_REVIEW = "campaign.review", "Review the children one was given in a campaign"
    PRACTICE_VIEW = "practice.view", "Read what audits, screenings and supervision say of practice, by team"
    PRACTICE_MANAGE = "practice.manage", "Plan audits, act on their themes, and say who needs which training"
    LEARNING_READ = (
        "learning.read",
        "Read what was learned that concerns one’s work, say so, and see what training one needs oneself",
    )
    INQUIRY_VIEW = "inquiry.view", "Ask who knew what when, of the record, the ledger, reports, boards and members"
    SCRUTINY_VIEW = "scrutiny.view", "See the service in figures that identify nobody, and what members asked"
    SCRUTINY_ASK = "scrutiny.ask", "Ask officers a question as a member, and choose what to look into"
    SCRUTINY_ANSWER = "scrutiny.answer", "Answer members' questions and requests for documents as an officer"
    SCRUTINY_MANAGE = "scrutiny.manage", "Keep the committee's work programme, recommendations and questions"
    PUBLICATION_MAKE = "publication.make", "Make a publication, have it checked for disclosure, and publish it"
    ACCOUNTS_MANAGE = "accounts.manage", "Add and close accounts and give roles"
