"""One module a file format; each turns an open file into drafts of articles."""
