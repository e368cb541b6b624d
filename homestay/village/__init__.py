"""The village as a whole (thôn); so far the sample village, on which everybody may try things out."""
