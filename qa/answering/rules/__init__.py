"""Answers that rules over the text decide: comparisons, extremes of tables, denials, none, the writer, yes and no."""
