"""Records of exports: JSON, CSV and Parquet."""
