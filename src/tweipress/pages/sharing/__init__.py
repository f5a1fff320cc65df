"""What an article shows where somebody shares it: a made picture, and facts for programs."""
