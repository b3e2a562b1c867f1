"""Readers: each turns a file into the programme that it would lead to, with findings for each row."""
