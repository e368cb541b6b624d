"""The village (thôn): its holidays, its month and its free places for the village head, without a guest's name; and the sample village."""
