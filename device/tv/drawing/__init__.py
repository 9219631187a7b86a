"""What screens are drawn with: text, skeleton, charts, buttons. Knows no screen."""
