"""Passages in an external engine: Milvus stores and searches them, Ray embeds them."""
