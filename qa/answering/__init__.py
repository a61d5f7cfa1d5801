"""Turn readings into an answer with citations, or into a refusal."""
