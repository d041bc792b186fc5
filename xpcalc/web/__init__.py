"""Requests of one browser on this computer -> pages. To add a page: a handler in views, a row in app, a template."""
