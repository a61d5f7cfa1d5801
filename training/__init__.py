"""How the shipped reader was made: data, training, quantisation and its measures."""
