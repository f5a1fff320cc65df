"""WordPress's export (WXR): classic texts and blocks, comments, attachments."""
