"""The demo: a made-up world from a seed, its accounts, its clock and its sample lists.

`world` says who is in it and knows no database; `seed` writes it, through the verbs of the product where there is one.
"""
