"""The command line: the same engine as the window, for scripts and checks. One file a command."""
