"""Who said what in the articles, and whether the quotations and figures of a draft are right."""
