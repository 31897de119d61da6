"""What people see: routers by role, cards, keyboards; and how updates come in and messages go out."""
