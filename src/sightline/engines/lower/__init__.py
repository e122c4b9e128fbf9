"""Nodes lowered to ibis: the same standards, evaluated by a database.

``columns`` says which columns of the record a catalogue reads and in what form a database must hold them; ``plan``
gives each distinct series of events or spans (``parts``) a number, so that standards become rows and one query answers
all standards of a kind; ``series``, ``states`` and ``kinds`` write those queries as ibis expressions, ``rows`` the
simpler ones of an engine that answers over arrays instead (:mod:`sightline.engines.arrays`), ``verdicts`` what is asked
of the result; ``sql`` compiles them and keeps what it compiled.

The expressions are database-neutral. Days, keys and refs are whole numbers, and due dates come from integer joins on
calendar tables: no interval arithmetic, rounding, greatest or least, order of strings, time zones, as-of joins or
functions of our own. A test lists the operations that may appear, and walks every expression.
"""
