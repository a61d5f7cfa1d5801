"""One module for each file format; each turns an open file into drafts of articles."""
