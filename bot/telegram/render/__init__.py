"""How each view looks: facts in, text with entities and a keyboard out."""
