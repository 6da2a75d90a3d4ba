"""What staff wrote: the site's settings, page pairs, and the data used on many pages."""
