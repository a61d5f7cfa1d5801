"""Articles that are copies, versions or related."""
