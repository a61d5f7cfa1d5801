"""What articles tell of themselves: dates, authors, sources, addresses and languages."""
