"""Documents as they are printed and shown: every citation set, the references in their place."""
