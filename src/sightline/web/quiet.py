"""Keeps a child's key out of the log: what went wrong and where is written, never which page was asked for."""

from __future__ import annotations

import logging


class WithoutRequest(logging.Filter):
    """Replaces a record's message by one that holds no address, no query and no value."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record, rewritten; the traceback's last line is dropped too, for it can hold a value."""
        kind, place = "error", record.name
        if record.exc_info and record.exc_info[0] is not None:
            kind = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        record.msg, record.args, record.exc_info, record.exc_text = (
            f"The site failed: {kind} at {place}",
            (),
            None,
            None,
        )
        record.stack_info = None
        return True
