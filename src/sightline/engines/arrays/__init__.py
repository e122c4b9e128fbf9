"""What standards owe, worked out over arrays of whole numbers: the embedded engine's way of answering.

The database says which rows of the record satisfy which conditions (:mod:`sightline.engines.lower.rows`); what follows
is sorting, looking up and running maxima, which take a tenth of the time over arrays that joins and windows take in a
database, and let two threads work at once. Why there are two forms, and what keeps them equal:
``docs/decisions/0007-answers-in-two-forms.md``.

Missing is :data:`~sightline.engines.arrays.numbers.NOTHING` throughout, and the end of what is open
:data:`~sightline.engines.lower.calendar.FAR`.
"""
