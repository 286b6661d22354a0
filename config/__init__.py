"""Profiles, catalogue and opening hours. Imports no other room."""
