"""What a child's page shows: a module a part of the page, each made of the child's rows alone."""
