"""The application: what people see, the use cases, and how the process runs."""
