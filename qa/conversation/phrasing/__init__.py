"""An answer put into sentences by a language model that the person names, held to its citations by code."""
