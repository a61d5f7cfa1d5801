"""Every line that touches a terminal."""
