"""An article's text: content, Markdown, pagination for proofs, fingerprints. No storage."""
