"""What a library can be asked, by what one wants: find, write, gather, curate."""
