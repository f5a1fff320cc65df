"""A cast and a story that fill a site, played through the apps' own actions."""
