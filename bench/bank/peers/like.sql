-- One like as one transaction: the rows that the teller writes, without its chain.
BEGIN;
SELECT m.xp_reading + m.xp_trust, m.likes, c.ended, a.undone, r.rating, v.kind
  FROM bank_member m
  JOIN bank_comment c ON c.comment = :comment
  JOIN bank_article a ON a.article = c.article
  LEFT JOIN bank_reading r ON r.member = m.member AND r.article = a.article
  LEFT JOIN bank_vote v ON v.member = m.member AND v.comment = c.comment
 WHERE m.member = :member;
SELECT name, balance_twei FROM bank_account
 WHERE name IN (:pot, :writers_bucket, :authors_bucket, :members_bucket)
 ORDER BY name FOR UPDATE;
UPDATE bank_account SET balance_twei = balance_twei
       + CASE name WHEN :pot THEN -5 WHEN :members_bucket THEN 1 ELSE 2 END
 WHERE name IN (:pot, :writers_bucket, :authors_bucket, :members_bucket);
INSERT INTO bank_posting (seq, act, member, article, request_key, body, inputs, answer,
                          tariff_hash, at_ms, prev_hash, hash)
VALUES (:number, 'like', :member, 1, 'like:' || CAST(:number AS text), :body,
        '{"level":300}', '{}', :digest, 1767225600000, :digest, :digest);
INSERT INTO bank_entry (posting, account, owner, amount_twei, balance_twei, spendable_twei)
SELECT :number, name, owner,
       CASE name WHEN :pot THEN -5 WHEN :members_bucket THEN 1 ELSE 2 END,
       balance_twei, balance_twei
  FROM bank_account
 WHERE name IN (:pot, :writers_bucket, :authors_bucket, :members_bucket);
INSERT INTO bank_vote (member, comment, writer, kind, at_ms, reason)
VALUES (:member, :comment, :writer, 'like', 1767225600000, '');
UPDATE bank_member SET likes = likes + 1 WHERE member = :member;
UPDATE bank_comment SET likes = likes + 1 WHERE comment = :comment;
INSERT INTO bank_pnl (article, member, day, before, reported, earned_for_pluses,
                      comment_rewards, likes_own, likes_commenter, likes_author, dislikes_author, spent_for_minuses,
                      comment_tributes, dislikes_own, dislikes_commenter,
                      post_publish_tribute, pnl_reports)
VALUES (1, 0, 0, -1, -1, 0, 0, 1, 2, 2, 0, 0, 0, 0, 0, 0, 0),
       (1, :member, 0, -1, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
       (1, :writer, 0, -1, -1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
       (1, :author, 0, -1, -1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0)
    ON CONFLICT (article, member) DO UPDATE
   SET likes_own = bank_pnl.likes_own + excluded.likes_own,
       likes_commenter = bank_pnl.likes_commenter + excluded.likes_commenter,
       likes_author = bank_pnl.likes_author + excluded.likes_author;
COMMIT;
