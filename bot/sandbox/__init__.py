"""A local Bot API server with a web page of chats: the whole bot without a token."""
