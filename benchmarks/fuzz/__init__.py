"""Random bytes -> readers, with atheris: python -m benchmarks.fuzz.run TARGET --seconds 60; targets in targets.py."""
