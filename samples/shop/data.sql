-- MySqlOps sample: the rows of the shop. Load schema.sql first. MIT License.
-- Every loading makes the same rows, but for the times that triggers and defaults put in.

SET NAMES utf8mb4 COLLATE utf8mb4_0900_ai_ci;
SET SESSION sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
SET SESSION time_zone = '+00:00';
SET SESSION cte_max_recursion_depth = 50000;
USE shop;

INSERT INTO country (code, name, native_name, currency) VALUES
    ('AT', 'Austria', 'Österreich', 'EUR'),
    ('BR', 'Brazil', 'Brasil', 'BRL'),
    ('CH', 'Switzerland', 'Schweiz/Suisse/Svizzera/Svizra', 'CHF'),
    ('DE', 'Germany', 'Deutschland', 'EUR'),
    ('GR', 'Greece', 'Ελλάδα', 'EUR'),
    ('IN', 'India', 'भारत', 'INR'),
    ('IS', 'Iceland', 'Ísland', 'ISK'),
    ('JP', 'Japan', '日本', 'JPY');

INSERT INTO customer (id, public_id, first_name, last_name, email, country, referred_by, preferences, note, internal_score, member_until, created_at) VALUES
    (1000, X'11EE0000000000000000000000000000', 'Ada', 'O''Hara', 'ada@example.com', 'DE', NULL,
        '{"newsletter": true, "tags": ["early", "tea"]}', 'Says "hello" \\o/ 50% _off_', 99.99, '2026-12-31', '2023-01-01 00:00:00.000001'),
    (1001, X'11EE0000000000000000000000000001', 'Jürgen', 'Groß-Müller', 'Juergen@Example.ORG', 'AT', 1000,
        '{"newsletter": false, "tags": []}', '', -0.01, '9999-12-31', '2023-05-05 05:05:05.555555'),
    (1002, X'11EE0000000000000000000000000002', '美咲', '佐藤', 'misaki@example.jp', 'JP', 1000,
        '{"tags": ["茶", "🍵"], "deep": {"list": [1, 2.50, null, true, {"x": "\\u0000"}]}}', '配送は土曜日🚚にお願いします。', 0, '2025-02-28', '2024-02-29 23:59:59.999999'),
    (1003, X'11EE0000000000000000000000000003', 'Σωκράτης', 'Παπαδόπουλος', 'sokrates@example.gr', 'GR', 1002,
        '{}', NULL, 12.5, '1000-01-01', '1970-01-01 00:00:01.000000'),
    (1004, X'11EE0000000000000000000000000004', 'Robert''); DROP TABLE customer;--', 'Tables', 'bobby@example.com', 'IS', 1003,
        '[]', 'line one\nline two\r\nthree\ttabbed\0and after a NUL byte\Z', 0, '2030-06-30', '2037-12-31 23:59:59.999999'),
    (1005, X'11EE0000000000000000000000000005', ' blanks ', 'at both ends ', 'x@y.example', 'BR', NULL,
        'null', ' ', 100, '2025-01-01', '2024-10-27 01:30:00.000000');

INSERT INTO address (id, customer, street, city, postal_code, country) VALUES
    (50000, 1000, 'Straße des 17. Juni 135', 'Berlin', '10623', 'DE'),
    (50001, 1000, '"The Old Mill", c/o O''Hara', 'Wien', '1010', 'AT'),
    (50002, 1002, '丸の内1丁目', '東京都', '100-0005', 'JP'),
    (50003, 1003, 'Οδός Ερμού 5', 'Αθήνα', NULL, 'GR'),
    (50004, 1004, 'C:\\new\\table', 'Reykjavík', '', 'IS');
UPDATE customer SET default_address = CASE id WHEN 1000 THEN 50001 WHEN 1002 THEN 50002 WHEN 1004 THEN 50004 END, changed_at = '2024-03-01 12:00:00.5'
WHERE id IN (1000, 1002, 1004);

INSERT INTO category (id, parent, name) VALUES
    (1, NULL, 'Everything'), (2, 1, 'Kitchen'), (3, 2, 'Tea'), (4, 2, 'Knives & Boards'), (5, 1, 'Garden'), (6, 5, 'Größer als "groß"'), (7, NULL, '');

INSERT INTO product (id, sku, category, name, name_ja, description, price, vat_rate, state, labels, attributes) VALUES
    (100, 'tea-0001', 3, 'Sencha, first harvest', '煎茶 一番茶', 'Green tea from Uji. Steep at 70 °C for 90 s.', 12.90, 0.070,
        'on sale', 'organic,vegan', '{"colour": "green", "grams": 100}'),
    (101, 'TEA-0002', 3, 'Assam "Second Flush"', 'アッサム', 'Malty; it''s good with milk.', 8.50, 0.070,
        'on sale', 'fair trade,vegan', '{"colour": "black", "grams": 250}'),
    (102, 'KNIFE-01', 4, 'Santoku 17 cm', '三徳包丁', 'Keep away from children.\nWash by hand.', 129.00, 0.190,
        'sold out', '', '{"colour": null, "steel": "VG-10", "angle": 1.5e1}'),
    (103, 'BOARD-01', 4, 'Walnut board', NULL, NULL, 49.00, 0.190, 'it''s gone', 'heavy', NULL),
    (104, 'POT-0001', 3, 'Tea pot 🫖 0.8 l', '急須', '', 64.99, 0.190, 'on sale', 'fragile', '{"colour": "\\"rust\\"", "sizes": [0.5, 0.8, 1.20]}'),
    (105, 'SPADE-01', 6, 'Spade', 'スコップ', REPEAT('A spade is a spade. ', 200), 0.00, 0.190,
        'größer, "neu"', 'organic,fair trade,vegan,fragile,heavy', '{}'),
    (106, 'FREE-001', 7, 'A draft', NULL, NULL, 99999999.99, 0.000, 'draft', '', '"just text"');
UPDATE product SET price = 13.40 WHERE id = 100;
UPDATE product SET price = 8.20 WHERE id = 101;

INSERT INTO `order` (id, customer, `group`, status, ordered_at, paid_at) VALUES
    (2000000, 1000, 0, 'shipped', '2023-12-24 18:00:00.001', '2023-12-27 09:00:00'),
    (2000001, 1001, 1, 'paid', '2024-02-29 12:00:00.999', '2024-02-29 12:00:01'),
    (2000002, 1002, 0, 'ordered', '2024-06-01 00:00:00.000', NULL),
    (2000003, 1002, 255, 'cart', NULL, NULL),
    (2000004, 1004, 0, 'returned', '2024-10-27 02:30:00.000', '2024-10-28 00:00:00');
INSERT INTO `order line` (`order`, `line no.`, product, quantity, `unit price`) VALUES
    (2000000, 1, 100, 2, 12.90), (2000000, 2, 104, 1, 64.99),
    (2000001, 1, 101, 4294967295, 0.01), (2000001, 65535, 103, 1, 49.00),
    (2000002, 1, 102, 1, 129.00), (2000003, 1, 100, 3, 13.40), (2000004, 1, 105, 1, 0.00);

INSERT INTO store (name, location, opens, founded) VALUES
    ('Berlin', ST_GeomFromText('POINT(52.5163 13.3777)', 4326), '09:00:00', 1999),
    ('Wien', ST_GeomFromText('POINT(48.2082 16.3738)', 4326), '08:30:00', 2005),
    ('東京', ST_GeomFromText('POINT(35.6812 139.7671)', 4326), '10:00:00', 2155),
    ('Reykjavík', ST_GeomFromText('POINT(64.1466 -21.9426)', 4326), '11:00:00', 1901);

INSERT INTO `50% off / "last" chance` (`a``tick`, `größe (cm)`, `価格`, `dotted.name`) VALUES
    (1, 17.5, 4294967295, 'a.b'), (-2147483648, -0.1, 0, '`'), (2147483647, NULL, NULL, '%s');
INSERT INTO `größentabelle` (`größe`, cm) VALUES ('S', 88.0), ('M', 96.5), ('XXL', 124.0), ('größ', 0.0);

INSERT INTO kind_number VALUES
    (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0,
        -99999999999999999999999999999999999.999999999999999999999999999999, -99999999999999999999,
        -3.402823466e38, -1.7976931348623157e308, FALSE, b'0', b'0', b'0'),
    (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615,
        99999999999999999999999999999999999.999999999999999999999999999999, 99999999999999999999,
        3.402823466e38, 1.7976931348623157e308, TRUE, b'1', b'11111111111', X'FFFFFFFFFFFFFFFF'),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.000000000000000000000000000001, 0, 1.175494351e-38, 2.2250738585072014e-308, 7, b'0', b'10000000001', b'1'),
    (5, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, 1.1, -1, 0.1, 0.1, -1, b'1', b'1', X'0A0D00275C221A25'),
    (6, 1, 1, 1, 1, 1, 1, 1, 16777217, 9007199254740993, 9007199254740993, 3.14, 1, 16777217, 9007199254740992, 1, b'1', b'1', b'1'),
    (7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1e-30, 1, 1e-45, 2.3e-308, 1, b'1', b'1', b'1'),
    (8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 8388608.5, 0.30000000000000004, 1, b'1', b'1', b'1'),
    (9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -0e0, -0e0, 1, b'1', b'1', b'1');

INSERT INTO kind_time (id, day, moment, moment_six, stamp, stamp_six, span, span_six, year, made_at) VALUES
    (1, '1000-01-01', '1000-01-01 00:00:00', '1000-01-01 00:00:00.000000', '1970-01-01 00:00:01', '1970-01-01 00:00:01.000000',
        '-838:59:59', '-838:59:59.000000', 1901, '2024-01-01'),
    (2, '9999-12-31', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07', '2038-01-19 03:14:07.499999',
        '838:59:59', '838:59:59.000000', 2155, '2024-01-01'),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-01'),
    (4, '2024-02-29', '2024-03-31 02:30:00', '2024-10-27 02:30:00.123456', '2024-10-27 00:30:00', '2024-10-27 01:30:00.100000',
        '-00:00:01', '-00:00:00.000001', 0000, '2024-01-01 00:00:00.001'),
    (5, '1582-10-10', '1582-10-10 12:00:00', '0001-01-01 00:00:00.000001', '2001-09-09 01:46:40', '2001-09-09 01:46:40.999999',
        '00:00:00', '24:00:00.5', 1970, '2024-01-01');

-- Dates that are none: old applications wrote them under a lenient sql_mode, and they are still there.
SET SESSION sql_mode = 'ALLOW_INVALID_DATES';
INSERT INTO kind_time (id, day, moment, moment_six, stamp, stamp_six, span, span_six, year, made_at) VALUES
    (6, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00.000000', '0000-00-00 00:00:00', '0000-00-00 00:00:00.000000',
        '00:00:00', '00:00:00', 0, '2024-01-01'),
    (7, '2024-00-00', '2024-02-30 00:00:00', '2024-02-00 00:00:00.000001', '1970-01-01 00:00:01', NULL,
        '-00:00:00', '-00:00:00', 0, '2024-01-01');
SET SESSION sql_mode = DEFAULT;

INSERT INTO kind_text (id, fixed, varied, exactly, raw, tiny, ordinary, medium, long_one, western, cyrillic, japanese, chinese, sixteen, choice, choices, document) VALUES
    (1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '{}'),
    (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 'NULL', 'NULL', '\\N', '\\N', 'null', '\'', '"', '`', '\\', '\\''', '--', '/* */', '#', 'A b', '1,two,drei,四', 'null'),
    (4, '日本語', '😀👩‍👩‍👧‍👦🇩🇪', 'é', 'é', '\0', 'a\0b', '\r\n', '\n\t\b\Z\\%\_', 'Größe €', 'Привет, мир', 'ソ表能十', '龍門大酒家𠮷', '𝄞 clef', 'ü', 'drei',
        '{"a": "\\u0000", "ü": "😀", "n": 1.0, "big": 18446744073709551615, "e": 1e308}'),
    (5, 'a  ', 'a  ', 'a  ', ' a', '\t', ';', '$$', '@x := 1', 'ÿ', 'ё', 'ｱ', '€', '\'', 'a', 'two,四', NULL),
    (6, 'long', REPEAT('ß', 200), REPEAT('x', 200), REPEAT('😀', 200), REPEAT('t', 255), REPEAT('o', 65535), REPEAT('m', 70000), REPEAT('日本語', 40000),
        REPEAT('é', 200), REPEAT('я', 200), REPEAT('表', 100), REPEAT('龍', 200), REPEAT('𝄞', 200), 'a', '', JSON_ARRAY(REPEAT('j', 66000))),
    (7, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '[[], {}, "", 0, -0.0, true, false, null, "\\"\\\\/\\b\\f\\n\\r\\t"]');
UPDATE kind_text SET document = JSON_OBJECT(
    'decimal', CAST(1.10 AS DECIMAL(10, 2)), 'date', CAST('2024-02-29' AS DATE), 'time', CAST('-01:02:03.000004' AS TIME(6)),
    'moment', CAST('2024-02-29 01:02:03.000004' AS DATETIME(6)), 'bytes', X'00FF', 'bits', b'101')
WHERE id = 5;

INSERT INTO kind_binary (id, fixed, varied, tiny, ordinary, medium, long_one) VALUES
    (1, X'0000000000000000', '', '', '', '', ''),
    (2, NULL, NULL, NULL, NULL, NULL, NULL),
    (3, X'00', X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F505152535455565758595A5B5C5D5E5F606162636465666768696A6B6C6D6E6F707172737475767778797A7B7C7D7E7F808182838485868788898A8B8C8D8E8F909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBFC0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEEEFF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF', X'00', X'0D0A', X'1A', X'5C275C220025'),
    (4, 'ascii   ', 'a ', X'FF', X'C3', X'EDA080', X'F4908080'),
    (5, X'FFFFFFFFFFFFFFFF', REPEAT(X'00', 300), REPEAT(X'27', 255), REPEAT(X'5C', 65535), REPEAT(X'0A', 70000), NULL);
UPDATE kind_binary AS target JOIN kind_binary AS bytes ON bytes.id = 3 SET target.long_one = REPEAT(bytes.varied, 1000) WHERE target.id = 5;

INSERT INTO kind_geometry VALUES
    (1, ST_GeomFromText('POINT(1.5 -2.25)'), ST_GeomFromText('POINT(52.5163 13.3777)', 4326), ST_GeomFromText('LINESTRING(0 0, 1 1, 2 1e-300)'),
        ST_GeomFromText('POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))', 3857), ST_GeomFromText('MULTIPOINT(0 0, 20 20, 60 60)'),
        ST_GeomFromText('MULTILINESTRING((10 48, 10 21), (16 0, 16 23, 16 48))'),
        ST_GeomFromText('MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0)), ((15 15, 17 15, 17 17, 15 17, 15 15)))'),
        ST_GeomFromText('GEOMETRYCOLLECTION(POINT(10 10), LINESTRING(1 1, 2 2))')),
    (2, ST_GeomFromText('GEOMETRYCOLLECTION EMPTY'), ST_GeomFromText('POINT(-90 -179.5)', 4326), NULL,
        ST_GeomFromText('POLYGON((0 0, 1 0, 1 1, 0 0))', 3857), NULL, NULL, NULL, NULL),
    (3, ST_GeomFromText('POINT(90 180)', 4326), NULL, NULL,
        ST_GeomFromText('POLYGON((-1 -1, -2 -1, -2 -2, -1 -1))', 3857), NULL, NULL, NULL, ST_GeomFromText('GEOMETRYCOLLECTION EMPTY'));

/*!90000 INSERT INTO kind_vector VALUES
    (1, STRING_TO_VECTOR('[1, 2, 3, 4]'), STRING_TO_VECTOR('[0.1]')),
    (2, STRING_TO_VECTOR('[-3.4028234e38, 1.1754944e-38, -0.5, 0]'), NULL) */;

INSERT INTO shipment VALUES (1, 'DE', 0.1), (2, 'CH', 16777217), (3, 'JP', 1.17549435e-38), (4, 'IS', 12.345678);
INSERT INTO stock_movement
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
SELECT i, i MOD 5, 100 + i MOD 6, (i * 37) MOD 21 - 10 FROM n;
INSERT INTO basket
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
SELECT UNHEX(LEFT(SHA2(i, 256), 32)), JSON_OBJECT('age_days', i MOD 60, 'lines', JSON_ARRAY(100 + i MOD 6)) FROM n;
INSERT INTO receipt_scan (name, pages) VALUES ('scan 1.pdf', 1), ('scan 1.pdf', 1), ('', 0);
INSERT INTO search_term (term, hits) VALUES ('green tea', 42), ('knife', 7), ('', 0), ('茶', 3);
INSERT INTO visit_2023 VALUES ('2023-01-01', 10), ('2023-01-01', 10), ('2023-12-31', 0);
INSERT INTO visit VALUES ('2024-01-01', 12);
INSERT INTO online_now VALUES (1, 1000), (2, 1002);
INSERT INTO price_list SELECT sku, price FROM product;
INSERT INTO closed_year VALUES (2022, 123456.78), (2023, 234567.89);
INSERT INTO legacy VALUES (42, 'ein Name', 'nick', 1.5, 12.345, '2001-02-03 04:05:06'), (1234567, NULL, NULL, NULL, NULL, '2001-02-03 04:05:06');
INSERT INTO old_order
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
SELECT i, CONCAT('order of ', TIMESTAMP('2015-01-01') + INTERVAL i HOUR, ': ', REPEAT(LEFT(SHA2(i, 256), 32), 1 + i MOD 8)) FROM n;
INSERT INTO document
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
SELECT i, CONCAT('Terms and conditions, version ', i), REPEAT(CONCAT('§ ', i, ' The buyer and the seller agree on what follows. '), 100) FROM n;
INSERT INTO attachment (id, content)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 24)
SELECT i, REPEAT(UNHEX(CONCAT(SHA2(i, 512), SHA2(-i, 512))), 500) FROM n;

-- Enough rows for sizes and times that one can see.
INSERT INTO sale (id, sold_on, product, store, amount, receipt)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
SELECT i, DATE('2022-01-01') + INTERVAL i MOD 1300 DAY, 100 + CRC32(i) MOD 6, 1 + i MOD 4, (CRC32(i) MOD 20000) / 100, LEFT(SHA2(i, 256), 32) FROM n;
INSERT INTO page_view
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
SELECT TIMESTAMP('2023-01-01') + INTERVAL i * 37 MINUTE, 1000 + i MOD 6, CONCAT('/product/', 100 + CRC32(i) MOD 6) FROM n;
INSERT INTO audit_log (logged_at, who, what, detail)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
SELECT TIMESTAMP('2024-01-01') + INTERVAL i DIV 2 SECOND, 'nobody@localhost', ELT(1 + i DIV 2 MOD 3, 'login', 'logout', 'look'), JSON_OBJECT('n', i DIV 2) FROM n;

-- Rows that are gone leave room in the files.
DELETE FROM sale WHERE sold_on < '2022-04-01';

ANALYZE TABLE product UPDATE HISTOGRAM ON price WITH 16 BUCKETS;
