"""Pages and feeds that a person names, fetched into the library folder."""
