"""What blocks of pages show, as frozen values; blocks fill them, templates read them."""
