"""Records completed from public services, and what a person decides about it."""
