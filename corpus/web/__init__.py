"""Fetch the pages and feeds that a person names into the library folder."""
