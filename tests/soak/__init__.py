"""Long runs of drawn trouble: kills, spoilt files, random histories, many at once. `make soak` runs them."""
