"""Files to drafts of articles, in this process or one of their own."""
