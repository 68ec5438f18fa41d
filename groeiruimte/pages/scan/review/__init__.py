"""T02: the answers, the interview and the equipment of one practice."""
