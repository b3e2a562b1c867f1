"""The lists of a programme, from posts to rooms: which columns each has, how rows are added, changed, removed."""
