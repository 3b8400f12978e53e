"""Reading surveys and review lists, writing decisions, and summing them up."""
