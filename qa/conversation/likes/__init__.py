"""Replace a part of the last question with its like: "and MI6?" after a question about MI5."""
