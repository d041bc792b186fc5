"""Invented people with several documents each, whose differences are known: make.py writes them, score.py measures."""
