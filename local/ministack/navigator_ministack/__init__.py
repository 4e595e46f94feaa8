"""Starts ministack after replacing what differs from AWS in a way that Navigator would notice."""
