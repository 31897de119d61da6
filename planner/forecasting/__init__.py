"""Daily figures in, the coming days with prediction intervals out. statsmodels and NumPy are imported only in here."""
