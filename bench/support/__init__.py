"""What several measurements share: data sets, stand-ins, processes and reports."""
