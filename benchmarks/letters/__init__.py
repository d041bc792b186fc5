"""Invented letters and certificates with their truth: make.py writes them, score.py says how many are read right."""
