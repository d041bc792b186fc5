"""Hostile and broken files, made on the spot, and what xpcalc has to say of each; see make.py and run.py."""
