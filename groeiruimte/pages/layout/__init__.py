"""The frame of every page: headers, who acts, what happens when something goes wrong, the look and its components."""
