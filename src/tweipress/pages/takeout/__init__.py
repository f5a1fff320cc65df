"""What a member takes along: one zip of plain files, each written by a part of this package."""
