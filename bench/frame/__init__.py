"""What all sections share: their results, samples, and the page that shows them."""
