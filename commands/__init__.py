"""One file for each thing that `./anjungan` can do; the only room that wires the others together."""
