"""The library of pictures as authors and editors see it."""
