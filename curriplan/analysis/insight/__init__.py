"""What the gaps say beyond the list: figures with unit, formula and source, and the rows that stand behind them."""
