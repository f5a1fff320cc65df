"""The operator's command about reading."""
