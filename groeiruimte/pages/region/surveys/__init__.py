"""Which practices of a region hold a survey, and what came of those of groups. Never what one practice scored."""
