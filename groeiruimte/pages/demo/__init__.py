"""The demo's own pages: another day, another person, and lists to deliver. Only routed in the demo."""
