"""What is made, by whom, when."""
