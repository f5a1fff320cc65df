-- One opening as one transaction: the quote is set aside.
BEGIN;
SELECT m.xp_reading + m.xp_trust, m.opens, a.author, a.undone, l.given_twei, l.readers_twei,
       l.author_twei, s.live, r.rating
  FROM bank_member m
  JOIN bank_article a ON a.article = :article
  JOIN bank_lane l ON l.article = a.article AND l.name = 'open'
  LEFT JOIN bank_session s ON s.member = m.member
  LEFT JOIN bank_reading r ON r.member = m.member AND r.article = a.article
 WHERE m.member = :member;
SELECT name, balance_twei FROM bank_account
 WHERE name IN (:lane, :reserved) ORDER BY name FOR UPDATE;
UPDATE bank_account SET balance_twei = balance_twei - 8 WHERE name = :lane;
INSERT INTO bank_account (name, kind, owner, article, day, is_funded, balance_twei)
VALUES (:reserved, 'reserved', :member, 0, '', true, 8)
    ON CONFLICT (name) DO UPDATE
   SET balance_twei = bank_account.balance_twei + excluded.balance_twei,
       is_funded = excluded.is_funded;
INSERT INTO bank_posting (seq, act, member, article, request_key, body, inputs, answer,
                          tariff_hash, at_ms, prev_hash, hash)
VALUES (:opening, 'open', :member, :article, 'open:' || CAST(:opening AS text), :body,
        '{"level":300,"trusted":false}', :body, :digest, 1767225600000, :digest, :digest);
INSERT INTO bank_entry (posting, account, owner, amount_twei, balance_twei, spendable_twei)
SELECT :opening, name, owner, CASE name WHEN :lane THEN -8 ELSE 8 END, balance_twei, 0
  FROM bank_account
 WHERE name IN (:lane, :reserved);
INSERT INTO bank_session (member, session, article, lane, quote_twei, opened_ms, live)
VALUES (:member, :session, :article, 'open', 8, 1767225600000, true)
    ON CONFLICT (member) DO UPDATE
   SET session = excluded.session, article = excluded.article, live = excluded.live,
       quote_twei = excluded.quote_twei, opened_ms = excluded.opened_ms;
UPDATE bank_member SET opens = opens + 1 WHERE member = :member;
COMMIT;
