"""A maker who is short of capacity passes a part of a job on."""
