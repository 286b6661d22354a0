"""What commands are made of: what several of them share, and what one alone would be too long with."""
