"""What people rely on, checked; the folders mirror the code they check."""
