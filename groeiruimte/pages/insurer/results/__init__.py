"""V05: what the accepted reports of a year say together, and the button that publishes it."""
