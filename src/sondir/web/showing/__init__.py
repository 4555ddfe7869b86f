"""From the books to what a page shows: pure projections, without words and markup."""
