"""What a desk does with answers: questions that stand, evidence that travels, notes on what was read."""
