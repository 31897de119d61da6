"""From a message of the domain to what the outbox holds: facts with names in the reader's language, no sentences."""
