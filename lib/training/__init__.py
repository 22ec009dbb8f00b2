"""How the reader's weights are made and scored. Torch lives only here; users never install it."""
