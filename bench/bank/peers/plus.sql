-- One Plus as one transaction: reader and author are paid, the session is spent.
BEGIN;
SELECT m.xp_reading + m.xp_trust, m.pluses, s.session, s.live, s.quote_twei, s.opened_ms,
       a.time_to_read_s, l.readers_twei, l.author_twei, r.rating
  FROM bank_member m
  JOIN bank_session s ON s.member = m.member
  JOIN bank_article a ON a.article = s.article
  JOIN bank_lane l ON l.article = a.article AND l.name = s.lane
  LEFT JOIN bank_reading r ON r.member = m.member AND r.article = a.article
 WHERE m.member = :member;
SELECT name, balance_twei FROM bank_account
 WHERE name IN (:reserved, :lane, :authors_bucket, :members_bucket) ORDER BY name FOR UPDATE;
UPDATE bank_account SET balance_twei = balance_twei - 8, is_funded = (balance_twei > 8)
 WHERE name = :reserved;
UPDATE bank_account SET balance_twei = balance_twei
       + CASE name WHEN :members_bucket THEN 8 WHEN :lane THEN -2 ELSE 2 END
 WHERE name IN (:lane, :authors_bucket, :members_bucket);
INSERT INTO bank_posting (seq, act, member, article, request_key, body, inputs, answer,
                          tariff_hash, at_ms, prev_hash, hash)
VALUES (:rating, 'plus', :member, :article, 'plus:' || CAST(:rating AS text), :body,
        '{"lane":"open","quote_twei":8}', '{"earned":8}', :digest, 1767225600000, :digest, :digest);
INSERT INTO bank_entry (posting, account, owner, amount_twei, balance_twei, spendable_twei)
SELECT :rating, name, owner,
       CASE name WHEN :reserved THEN -8 WHEN :members_bucket THEN 8 WHEN :lane THEN -2 ELSE 2 END,
       balance_twei, balance_twei
  FROM bank_account
 WHERE name IN (:reserved, :lane, :authors_bucket, :members_bucket);
UPDATE bank_member SET pluses = pluses + 1, xp_reading = xp_reading + 1 WHERE member = :member;
UPDATE bank_session SET live = false WHERE member = :member;
INSERT INTO bank_reading (member, article, rating) VALUES (:member, :article, 'plus');
UPDATE bank_lane SET readers_twei = readers_twei + 8, author_twei = author_twei + 2
 WHERE article = :article AND name = 'open';
INSERT INTO bank_pnl (article, member, day, before, reported, earned_for_pluses,
                      comment_rewards, likes_own, likes_commenter, likes_author, dislikes_author, spent_for_minuses,
                      comment_tributes, dislikes_own, dislikes_commenter,
                      post_publish_tribute, pnl_reports)
VALUES (:article, 0, 0, -1, -1, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
       (:article, :member, 0, -1, -1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
       (:article, :author, 0, -1, -1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ON CONFLICT (article, member) DO UPDATE
   SET earned_for_pluses = bank_pnl.earned_for_pluses + excluded.earned_for_pluses;
COMMIT;
