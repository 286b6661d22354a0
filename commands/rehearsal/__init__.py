"""A mall's whole day on real processes, in a time of its own: what `anjungan day` plays."""
