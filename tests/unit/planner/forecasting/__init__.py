"""Forecasts: better than "as a week before", and honest about how sure they are."""
