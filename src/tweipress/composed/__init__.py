"""What needs several apps and is shown both to readers and to the staff."""
