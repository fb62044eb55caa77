"""Paper: documents written from read models."""
