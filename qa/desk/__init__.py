"""The desk: followed questions, evidence packs, notes, checks of drafts, and who said what."""
