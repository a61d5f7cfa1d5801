"""The recipe of the shipped reader: data, training, quantisation and measurement."""
