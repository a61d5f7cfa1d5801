"""The commands of `qa`."""
