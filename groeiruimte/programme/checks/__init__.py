"""What the parts of a programme must be to each other, a file per noun.

Each check takes parts that are already good on their own and yields a problem for each mistake between them.
"""
