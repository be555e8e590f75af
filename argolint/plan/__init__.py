"""What a workspace comes to when it is run: a program to read, and operations to carry out on a cluster."""
