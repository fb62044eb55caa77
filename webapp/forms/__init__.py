"""Forms check shapes and give drafts."""
