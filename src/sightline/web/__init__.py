"""The site: settings, base templates, components, static files and the server."""
