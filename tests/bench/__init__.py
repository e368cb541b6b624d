"""`make bench`: medians of the jobs that have a budget, on data it makes itself. Nothing here is a test."""
