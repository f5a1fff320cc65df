"""A folder of Markdown, as Jekyll and Hugo keep one, is read like any other export."""

from datetime import date
from pathlib import Path

import pytest

from tests.imports.exports import LONG, write
from tests.imports.test_readers import kinds, only, read
from tweipress.imports.reading.kinds import Kind
from tweipress.imports.values import Left, Skip, Skipped

MARKDOWN = f"""---
title: "How bees vote"
date: 2019-05-01 10:00:00 +0200
categories: [Nature, Bees]
tags: swarm dance
author: Juhani
image: {{src: /img/top.png, alt: A hive}}
redirect_from: /old/bees
---
{LONG}[^a]

| Day | Bees |
|-----|------|
| 1   | 40   |

{{% highlight python %}}
print(1)
{{% endhighlight %}}

![dance](../img/dance.png "Waggle")

{{{{< youtube abcdefghijk >}}}}
{{% include ad.html %}}

[^a]: Said in 2009.
"""


def test_a_text_of_jekyll_or_hugo_is_an_article(tmp_path: Path) -> None:
    write(tmp_path, {"_posts/2019-05-02-bees.md": MARKDOWN})
    article = only(tmp_path)
    assert (article.title, article.author.name) == ("How bees vote", "Juhani")
    assert (article.day, article.slug) == (date(2019, 5, 1), "bees")
    assert (article.section, article.tags) == ("Nature", ["swarm", "dance", "Bees"])
    assert kinds(article) == ["picture", "paragraph", "table", "code", "picture", "embed", "note"]
    assert {"/old/bees", "/nature/bees/2019/05/01/bees.html"} < set(article.addresses)
    assert article.left[Left.SHORTCODE, "include"] == 1


@pytest.mark.parametrize(
    ("name", "front", "why"),
    [
        ("a.md", "title: A", Skip.NO_DATE),
        ("a.md", "date: 2019-05-01\ndraft: true", Skip.DRAFT),
        ("_drafts/a.md", "date: 2019-05-01", Skip.DRAFT),
        ("a.md", "a: [", Skip.UNREADABLE),
        ("a.md", "a: !!python/object/apply:os.system ['true']", Skip.UNREADABLE),
    ],
)
def test_what_is_no_article_in_a_folder_is_left(
    tmp_path: Path, name: str, front: str, why: Skip
) -> None:
    write(tmp_path, {name: f"---\n{front}\n---\ntext"})
    (left,) = read(tmp_path, Kind.MARKDOWN)
    assert isinstance(left, Skipped)
    assert left.why is why


def test_toml_and_the_authors_name_of_the_command_are_read_and_other_files_are_not(
    tmp_path: Path,
) -> None:
    toml = f'+++\ntitle = "T"\ndate = 2019-05-01T10:00:00Z\naliases = ["/a/"]\n+++\n{LONG}'
    write(
        tmp_path,
        {"content/posts/lamp/index.md": toml, "README.md": "no", ".git/x.md": "no", "a.txt": "no"},
    )
    article = only(tmp_path)
    assert (article.author.name, article.slug) == ("Noor", "lamp")
    assert {"/a/", "/posts/lamp"} < set(article.addresses)


def test_a_file_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"2019-05-01-a.md": b"caf\xe9"})
    (left,) = read(tmp_path, Kind.MARKDOWN)
    assert isinstance(left, Skipped)
    assert left.why is Skip.UNREADABLE
