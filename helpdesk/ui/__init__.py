"""What people see: the parts every page is built from. It knows no business word."""
