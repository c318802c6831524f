"""Times what the project promises to do fast, each beside its limit or peer in one run."""
