"""One store a module, with every statement on its tables named at the top."""
