"""What was promised: a programme as frozen data that checks itself.

Pure. Imports nothing of ours, no framework and no database. Everything a region or a year does differently lives in
`definitions/` as text; these types say which words such a text may use.
"""
