"""What pages cost, printed beside limits and peers."""
