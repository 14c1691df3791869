"""What the faces say to the outside: HTTP messages and the rich results of a notebook."""
