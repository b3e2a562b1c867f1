"""Writers: each turns a report or a programme into a file."""
