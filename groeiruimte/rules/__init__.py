"""What follows: pure functions from a programme and facts to an answer with its reason.

Nothing here reads a clock or a database. Every answer carries a Dutch sentence and the source behind it (`why`).
"""
