"""What everybody may see: the start page, what is kept and how, whether the site is up."""
