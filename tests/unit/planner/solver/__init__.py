"""Plans are valid, as good as brute force says, and honest about what is proved."""
