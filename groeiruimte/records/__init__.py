"""What happened: one Django app, a file per noun, one chain of migrations.

Knows nothing of programmes or rules: keys of programmes, objectives and KPIs are plain strings here.
Pages ask `access`; only `actions` write.
"""
