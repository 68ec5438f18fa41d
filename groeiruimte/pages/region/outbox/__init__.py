"""R10, Post: which mails go to practices, why, and what did not arrive. Rows: R048, R170, R175."""
