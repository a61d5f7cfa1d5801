"""Files to articles and passages: the first layer, which imports none of the others."""
