"""Text to embeddings: the encoder, how it is compiled and where it is found."""
