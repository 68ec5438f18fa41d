"""The patient list of a practice: read in a limited child process, checked row by row, counted, forgotten.

Three kinds of modules, and who may import them:

- the parent (web server, command line): `sandbox`, `outcome`, `messages`, `register`, `seal`, `sample`. They never
  import the spreadsheet parser: a sheet of 1 kB can make it ask for 549 GB and abort its whole process.
- the keeper and its children: `keeper`, `child`, `run` and everything below them. Rows exist only there.
- pure rules: `cells`, `names`, `columns`, `check`, `whole`.

What leaves a child is an `Outcome`: counts, row numbers with a reason, and headers that are made of known words.
"""
