"""What commands are made of: what several of them share, and the larger pieces of one."""
