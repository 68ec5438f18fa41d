"""The claim to the insurer: Vektis external-integration message HA304 4.2 (declaratie huisartsenhulp).

`layout` holds the records as one table. `claim` says what a claim is, `write` makes the file, `verify` finds every
breach in any such file, `read` parses it back. Pure: bytes in, bytes out; no Django, no clock, no network.

How sure the layout is. Vektis manages the standard. Records 01, 02, 98 and 99 agree field by field with the official
record description of the sibling standard MZ301 1.3. Record 04 rests on one public source. Whether 4.2 is still the
version in use, and which elements HA304 itself makes mandatory, no source confirms: a correction belongs in `layout`.
"""
