"""Parse files into drafts of articles, in this process or a separate one."""
