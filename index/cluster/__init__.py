"""Passages in an engine of many machines: Milvus keeps and searches them, Ray embeds them."""
