"""Evidence packs: what they contain, and whether it still holds."""
