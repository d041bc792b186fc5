"""Thousands of documents -> one folder of reports, whatever happens on the way. Another engine: a module beside these.

sources: what is read, in order; journal: what is done; engine: how it is done; render: what comes out; run: all of it.
"""
