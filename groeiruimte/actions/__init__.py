"""What may happen next: the verbs. Only this room writes; here promise (programme) meets fact (records).

Every verb is keyword-only, is told who acts (`by`), when (`at`) and under which submission key (`key`), runs in one
transaction and leaves one audit event.
"""
