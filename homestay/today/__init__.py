"""The page an owner lives on: who comes, who is here, who goes, what is free, who is still to be declared. For owners and staff."""
