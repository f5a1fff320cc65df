"""Addresses, one module for each URL namespace."""

from django.urls import register_converter

from tweipress.http.links import SLUG, SlugConverter

register_converter(SlugConverter, SLUG)
