"""The Checks page: all findings at once, what mends them, what is accepted; and the rules behind them."""
