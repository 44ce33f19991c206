"""What is made from a file: copies, stamps over them, pictures of pages and of seals."""
