"""What staff wrote: settings, page pairs, and the data used on many pages."""
