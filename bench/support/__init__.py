"""Code shared by measurements: data sets, stand-ins, processes and reports."""
