"""Nodes lowered to ibis: the same standards, evaluated by a database.

``columns`` says which columns of the record a catalogue reads and in what form a database must hold them; ``plan``
gives each distinct series of events or spans a number, so that standards become rows and one query answers all
standards of a kind; ``series`` and ``kinds`` write those queries as ibis expressions; ``sql`` compiles them and keeps
the result.

The expressions are database-neutral. Days, keys and refs are whole numbers, and due dates come from integer joins on
calendar tables: no interval arithmetic, rounding, greatest or least, order of strings, time zones, as-of joins or
functions of our own. ``permitted`` lists the operations that may appear, and a test walks every expression.
"""
