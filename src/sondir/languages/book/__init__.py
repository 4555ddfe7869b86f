"""The book: fills the texts of every language; holds no words itself."""
