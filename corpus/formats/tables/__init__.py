"""Tables of any format, read cell by cell with the labels of row and column."""
