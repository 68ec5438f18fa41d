"""Keuzes: what practices chose, judged by three criteria; and which objectives the region supports."""
