"""What the clerk does once it is signed: number, register, dispatch, copies (art. 14 to 18, 25)."""
