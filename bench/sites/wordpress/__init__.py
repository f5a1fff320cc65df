"""WordPress on PHP-FPM, nginx and MariaDB, from Debian's packages and with their defaults."""
