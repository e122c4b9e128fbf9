"""What an inspector would find: the record held against the standards, in the shape of an inspection framework."""
