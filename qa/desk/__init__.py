"""What a desk does beside asking: questions that stand, evidence that travels, notes, drafts checked, who said what."""
