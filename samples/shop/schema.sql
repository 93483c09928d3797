-- MySqlOps sample: a small shop with every kind of object and column that MySQL 8.0.23 and later has.
-- MIT License. Load this first, then data.sql. samples/README.md says what is what.

SET NAMES utf8mb4 COLLATE utf8mb4_0900_ai_ci;
SET SESSION sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
SET SESSION time_zone = '+00:00';

DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;
USE shop;

CREATE USER IF NOT EXISTS 'shop_clerk'@'localhost' ACCOUNT LOCK COMMENT 'definer of objects in the sample schema shop';
CREATE ROLE IF NOT EXISTS shop_reader;

-- A tablespace belongs to the server, and CREATE TABLESPACE knows no IF NOT EXISTS: 1813 says that it is there.
DELIMITER ;;
CREATE PROCEDURE make_tablespace()
BEGIN
    DECLARE CONTINUE HANDLER FOR 1813 BEGIN END;
    CREATE TABLESPACE shop_archive ADD DATAFILE 'shop_archive.ibd' ENGINE = InnoDB;
END;;
DELIMITER ;
CALL make_tablespace();
DROP PROCEDURE make_tablespace;

-- What is sold, and to whom

CREATE TABLE country (
    code CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(80) NOT NULL,
    native_name VARCHAR(80) COLLATE utf8mb4_bin NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL DEFAULT 'EUR' COMMENT 'ISO 4217, it''s "always" three letters; \\ is not one',
    PRIMARY KEY (code),
    UNIQUE KEY name (name)
) COMMENT = 'The countries we deliver to: 配送先';

CREATE TABLE customer (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    public_id BINARY(16) NOT NULL DEFAULT (UUID_TO_BIN(UUID(), TRUE)),
    first_name VARCHAR(60) NOT NULL,
    last_name VARCHAR(60) NOT NULL,
    full_name VARCHAR(121) GENERATED ALWAYS AS (CONCAT(first_name, ' ', last_name)) VIRTUAL,
    email VARCHAR(190) NOT NULL,
    email_domain VARCHAR(190) GENERATED ALWAYS AS (SUBSTRING_INDEX(email, '@', -1)) STORED,
    country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'DE',
    default_address INT UNSIGNED,
    referred_by BIGINT UNSIGNED,
    preferences JSON NOT NULL DEFAULT (JSON_OBJECT('newsletter', FALSE, 'tags', JSON_ARRAY())),
    note TEXT DEFAULT (_utf8mb4'none so far'),
    internal_score DECIMAL(5, 2) NOT NULL DEFAULT 0.00 INVISIBLE COMMENT 'SELECT * does not show it',
    member_until DATE NOT NULL DEFAULT ((CURRENT_DATE + INTERVAL 1 YEAR)),
    created_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    changed_at TIMESTAMP(6) NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY public_id (public_id),
    UNIQUE KEY email_lower ((LOWER(email))),
    KEY name_prefix (last_name(10), first_name(5)),
    KEY newest (created_at DESC, id),
    KEY domain_unused (email_domain) INVISIBLE COMMENT 'kept hidden until we are sure that nobody needs it',
    KEY by_tag ((CAST(preferences -> '$.tags' AS CHAR(40) ARRAY))),
    CONSTRAINT email_has_at CHECK (email LIKE '%_@_%'),
    CONSTRAINT score_known CHECK (internal_score BETWEEN -100 AND 100) NOT ENFORCED,
    CONSTRAINT customer_country FOREIGN KEY (country) REFERENCES country (code) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT customer_referrer FOREIGN KEY (referred_by) REFERENCES customer (id) ON DELETE SET NULL ON UPDATE NO ACTION
) AUTO_INCREMENT = 1000;

CREATE TABLE address (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    customer BIGINT UNSIGNED NOT NULL,
    street VARCHAR(120) NOT NULL,
    city VARCHAR(80) NOT NULL,
    postal_code VARCHAR(12) CHARACTER SET ascii,
    country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT address_customer FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT address_country FOREIGN KEY (country) REFERENCES country (code)
) AUTO_INCREMENT = 50000;

-- customer and address refer to each other: no order of loading satisfies both.
ALTER TABLE customer
    ADD CONSTRAINT customer_address FOREIGN KEY (default_address) REFERENCES address (id) ON DELETE SET NULL ON UPDATE SET NULL;

CREATE TABLE category (
    id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    parent SMALLINT UNSIGNED,
    name VARCHAR(60) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY name_in_parent (parent, name),
    CONSTRAINT category_parent FOREIGN KEY (parent) REFERENCES category (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ROW_FORMAT = REDUNDANT;

CREATE TABLE product (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    sku CHAR(8) CHARACTER SET latin1 COLLATE latin1_general_cs NOT NULL,
    category SMALLINT UNSIGNED NOT NULL,
    name VARCHAR(120) NOT NULL,
    name_ja VARCHAR(120) COLLATE utf8mb4_ja_0900_as_cs,
    description MEDIUMTEXT,
    price DECIMAL(10, 2) NOT NULL,
    vat_rate DECIMAL(4, 3) NOT NULL DEFAULT 0.190,
    gross_price DECIMAL(10, 2) GENERATED ALWAYS AS (ROUND(price * (1 + vat_rate), 2)) STORED,
    state ENUM('draft', 'on sale', 'sold out', 'it''s gone', 'größer, "neu"') NOT NULL DEFAULT 'draft',
    labels SET('organic', 'fair trade', 'vegan', 'fragile', 'heavy') NOT NULL DEFAULT '',
    attributes JSON,
    colour VARCHAR(20) GENERATED ALWAYS AS (JSON_UNQUOTE(attributes -> '$.colour')) VIRTUAL,
    PRIMARY KEY (id),
    UNIQUE KEY sku (sku),
    KEY dearest_first (price DESC),
    KEY colour (colour),
    FULLTEXT KEY words (name, description),
    FULLTEXT KEY words_ja (name_ja) WITH PARSER ngram,
    CONSTRAINT price_positive CHECK (price >= 0),
    CONSTRAINT product_category FOREIGN KEY (category) REFERENCES category (id) ON DELETE NO ACTION ON UPDATE CASCADE
) AUTO_INCREMENT = 100 STATS_PERSISTENT = 1 STATS_AUTO_RECALC = 1 STATS_SAMPLE_PAGES = 30;

CREATE TABLE `order` (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    customer BIGINT UNSIGNED NOT NULL,
    `group` TINYINT UNSIGNED NOT NULL DEFAULT 0,
    status ENUM('cart', 'ordered', 'paid', 'shipped', 'returned') NOT NULL DEFAULT 'cart',
    ordered_at DATETIME(3),
    paid_at DATETIME NULL DEFAULT NULL,
    PRIMARY KEY (id),
    KEY `select` (status, `group`),
    CONSTRAINT order_customer FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT ON UPDATE CASCADE
) AUTO_INCREMENT = 2000000;

CREATE TABLE `order line` (
    `order` BIGINT UNSIGNED NOT NULL,
    `line no.` SMALLINT UNSIGNED NOT NULL,
    product INT UNSIGNED NOT NULL,
    quantity INT UNSIGNED NOT NULL DEFAULT 1,
    `unit price` DECIMAL(10, 2) NOT NULL,
    `line total` DECIMAL(14, 2) GENERATED ALWAYS AS (quantity * `unit price`) STORED,
    PRIMARY KEY (`order`, `line no.`),
    CONSTRAINT `line of order` FOREIGN KEY (`order`) REFERENCES `order` (id) ON DELETE CASCADE,
    CONSTRAINT `line for product` FOREIGN KEY (product) REFERENCES product (id) ON DELETE NO ACTION ON UPDATE CASCADE,
    CONSTRAINT `some of it` CHECK (quantity > 0)
);

CREATE TABLE store (
    id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    name VARCHAR(60) NOT NULL,
    location POINT NOT NULL SRID 4326,
    opens TIME NOT NULL DEFAULT '09:00:00',
    founded YEAR,
    PRIMARY KEY (id),
    SPATIAL KEY location (location)
);

-- Names that must be quoted, and that make bad file names

CREATE TABLE `50% off / "last" chance` (
    `a``tick` INT NOT NULL,
    `größe (cm)` DECIMAL(6, 1),
    `価格` INT UNSIGNED,
    `dotted.name` VARCHAR(20),
    PRIMARY KEY (`a``tick`),
    KEY `an "index"` (`größe (cm)`, `価格`)
) COMMENT = 'a line feed\nand a percent sign: %s';

CREATE TABLE `größentabelle` (
    `größe` VARCHAR(4) NOT NULL,
    cm DECIMAL(5, 1) NOT NULL,
    PRIMARY KEY (`größe`)
);

-- One table for each family of types

CREATE TABLE kind_number (
    id INT NOT NULL,
    tiny TINYINT,
    tiny_u TINYINT UNSIGNED,
    small SMALLINT,
    small_u SMALLINT UNSIGNED,
    medium MEDIUMINT,
    medium_u MEDIUMINT UNSIGNED,
    whole INT,
    whole_u INT UNSIGNED,
    big BIGINT,
    big_u BIGINT UNSIGNED,
    exact DECIMAL(65, 30),
    exact_whole DECIMAL(20),
    single FLOAT,
    precise DOUBLE,
    flag BOOLEAN,
    bit_one BIT,
    bit_eleven BIT(11),
    bit_all BIT(64),
    PRIMARY KEY (id)
);

CREATE TABLE kind_time (
    id INT NOT NULL,
    day DATE,
    moment DATETIME,
    moment_six DATETIME(6),
    stamp TIMESTAMP NULL,
    stamp_six TIMESTAMP(6) NULL DEFAULT NULL,
    span TIME,
    span_six TIME(6),
    year YEAR,
    made_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id)
);

CREATE TABLE kind_text (
    id INT NOT NULL,
    fixed CHAR(10),
    varied VARCHAR(200),
    exactly VARCHAR(200) COLLATE utf8mb4_0900_as_cs,
    raw VARCHAR(200) COLLATE utf8mb4_bin,
    tiny TINYTEXT,
    ordinary TEXT,
    medium MEDIUMTEXT,
    long_one LONGTEXT,
    western VARCHAR(200) CHARACTER SET latin1 COLLATE latin1_german2_ci,
    cyrillic VARCHAR(200) CHARACTER SET cp1251 COLLATE cp1251_bin,
    japanese VARCHAR(200) CHARACTER SET sjis COLLATE sjis_bin,
    chinese VARCHAR(200) CHARACTER SET gb18030,
    sixteen VARCHAR(200) CHARACTER SET utf16,
    choice ENUM('', 'a', 'A b', 'ü') COLLATE utf8mb4_bin,
    choices SET('1', 'two', 'drei', '四'),
    document JSON,
    PRIMARY KEY (id)
);

CREATE TABLE kind_binary (
    id INT NOT NULL,
    fixed BINARY(8),
    varied VARBINARY(300),
    tiny TINYBLOB,
    ordinary BLOB,
    medium MEDIUMBLOB,
    long_one LONGBLOB,
    PRIMARY KEY (id),
    KEY ordinary_prefix (ordinary(16))
);

CREATE TABLE kind_geometry (
    id INT NOT NULL,
    any_kind GEOMETRY,
    point POINT SRID 4326,
    line LINESTRING SRID 0,
    area POLYGON NOT NULL SRID 3857,
    points MULTIPOINT,
    line_set MULTILINESTRING,
    areas MULTIPOLYGON,
    mixed GEOMETRYCOLLECTION,
    PRIMARY KEY (id),
    SPATIAL KEY area (area)
);

/*!90000 CREATE TABLE kind_vector (
    id INT NOT NULL,
    embedding VECTOR(4) NOT NULL,
    wide VECTOR,
    PRIMARY KEY (id)
) */;

-- Partitions of every kind

CREATE TABLE sale (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    sold_on DATE NOT NULL,
    product INT UNSIGNED NOT NULL,
    store SMALLINT UNSIGNED NOT NULL,
    amount DECIMAL(10, 2) NOT NULL,
    receipt CHAR(32) CHARACTER SET ascii NOT NULL,
    PRIMARY KEY (id, sold_on),
    KEY by_product (product, sold_on)
)
PARTITION BY RANGE COLUMNS (sold_on) (
    PARTITION p2022 VALUES LESS THAN ('2023-01-01') COMMENT = 'closed',
    PARTITION p2023 VALUES LESS THAN ('2024-01-01'),
    PARTITION p2024 VALUES LESS THAN ('2025-01-01'),
    PARTITION `p-later` VALUES LESS THAN (MAXVALUE)
);

CREATE TABLE page_view (
    seen_at DATETIME NOT NULL,
    customer BIGINT UNSIGNED NOT NULL,
    page VARCHAR(80) NOT NULL,
    KEY seen_at (seen_at)
)
PARTITION BY RANGE (YEAR(seen_at))
SUBPARTITION BY HASH (MONTH(seen_at)) SUBPARTITIONS 2 (
    PARTITION p2023 VALUES LESS THAN (2024) (SUBPARTITION p2023a, SUBPARTITION p2023b),
    PARTITION p2024 VALUES LESS THAN (2025) (SUBPARTITION p2024a, SUBPARTITION p2024b),
    PARTITION plater VALUES LESS THAN MAXVALUE (SUBPARTITION platera, SUBPARTITION platerb)
);

CREATE TABLE stock_movement (
    id INT UNSIGNED NOT NULL,
    store SMALLINT NOT NULL,
    product INT UNSIGNED NOT NULL,
    pieces INT NOT NULL,
    PRIMARY KEY (id, store)
)
PARTITION BY LIST (store) (
    PARTITION north VALUES IN (1, 2),
    PARTITION south VALUES IN (3, 4),
    PARTITION nowhere VALUES IN (0, NULL)
);

CREATE TABLE shipment (
    id INT UNSIGNED NOT NULL,
    country VARCHAR(2) CHARACTER SET ascii NOT NULL,
    weight_kg FLOAT NOT NULL,
    PRIMARY KEY (id, country)
)
PARTITION BY LIST COLUMNS (country) (
    PARTITION dach VALUES IN ('DE', 'AT', 'CH'),
    PARTITION far_off VALUES IN ('JP', 'BR', 'IS')
);

CREATE TABLE price_change (
    product INT UNSIGNED NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    old_price DECIMAL(10, 2),
    new_price DECIMAL(10, 2),
    changed_by VARCHAR(288),
    PRIMARY KEY (product, changed_at)
)
PARTITION BY HASH (product) PARTITIONS 3;

CREATE TABLE basket (
    session_id BINARY(16) NOT NULL,
    content JSON NOT NULL,
    PRIMARY KEY (session_id)
)
PARTITION BY LINEAR KEY (session_id) PARTITIONS 4;

-- Tables that are kept in other ways

CREATE TABLE audit_log (
    logged_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    who VARCHAR(288) DEFAULT (USER()),
    what VARCHAR(60) NOT NULL,
    detail JSON
) COMMENT = 'Has no key at all, and the same row may be in it twice';

/*!80030 SET SESSION sql_generate_invisible_primary_key = ON */;
CREATE TABLE receipt_scan (
    name VARCHAR(80) NOT NULL,
    pages SMALLINT UNSIGNED NOT NULL DEFAULT 1
) COMMENT = 'Has the invisible key that the server makes, from 8.0.30 on';
/*!80030 SET SESSION sql_generate_invisible_primary_key = OFF */;

CREATE TABLE old_order (
    id BIGINT UNSIGNED NOT NULL,
    summary VARCHAR(400) NOT NULL,
    PRIMARY KEY (id)
) TABLESPACE = shop_archive;

CREATE TABLE document (
    id INT UNSIGNED NOT NULL,
    title VARCHAR(120) NOT NULL,
    body LONGTEXT NOT NULL,
    PRIMARY KEY (id)
) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 8;

CREATE TABLE attachment (
    id INT UNSIGNED NOT NULL,
    content LONGBLOB NOT NULL,
    content_length INT UNSIGNED GENERATED ALWAYS AS (LENGTH(content)) VIRTUAL NOT NULL,
    digest BINARY(32) GENERATED ALWAYS AS (UNHEX(SHA2(content, 256))) STORED,
    PRIMARY KEY (id)
) ROW_FORMAT = DYNAMIC AUTOEXTEND_SIZE = 4M;

CREATE TABLE search_term (
    id INT NOT NULL AUTO_INCREMENT,
    term VARCHAR(100) NOT NULL,
    hits INT NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FULLTEXT KEY term (term)
) ENGINE = MyISAM CHECKSUM = 1 DELAY_KEY_WRITE = 1 MAX_ROWS = 1000000 AVG_ROW_LENGTH = 40;

CREATE TABLE visit_2023 (day DATE NOT NULL, visits INT NOT NULL, KEY day (day)) ENGINE = MyISAM;
CREATE TABLE visit_2024 (day DATE NOT NULL, visits INT NOT NULL, KEY day (day)) ENGINE = MyISAM;
CREATE TABLE visit (day DATE NOT NULL, visits INT NOT NULL, KEY day (day))
    ENGINE = MRG_MyISAM UNION = (visit_2023, visit_2024) INSERT_METHOD = LAST;

CREATE TABLE online_now (
    session_id INT NOT NULL,
    customer BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (session_id) USING HASH,
    KEY customer (customer) USING BTREE
) ENGINE = MEMORY MAX_ROWS = 1000;

CREATE TABLE price_list (sku CHAR(8) NOT NULL, price DECIMAL(10, 2) NOT NULL) ENGINE = CSV;
CREATE TABLE closed_year (year YEAR NOT NULL, turnover DECIMAL(14, 2) NOT NULL) ENGINE = ARCHIVE;
CREATE TABLE wishes (text VARCHAR(200) NOT NULL) ENGINE = BLACKHOLE;

-- What MySQL calls deprecated, and old schemas are full of
CREATE TABLE legacy (
    id INT(6) ZEROFILL NOT NULL,
    name VARCHAR(40) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci,
    nick NATIONAL VARCHAR(20),
    ratio FLOAT(7, 4),
    balance DOUBLE(12, 3) UNSIGNED,
    seen DATETIME NOT NULL,
    PRIMARY KEY (id)
) ROW_FORMAT = COMPACT DEFAULT CHARACTER SET latin1;

-- Routines

DELIMITER ;;

CREATE FUNCTION gross(net DECIMAL(10, 2), rate DECIMAL(4, 3)) RETURNS DECIMAL(10, 2)
    DETERMINISTIC NO SQL
    COMMENT 'net price with VAT'
RETURN ROUND(net * (1 + rate), 2);;

CREATE FUNCTION category_path(wanted SMALLINT UNSIGNED) RETURNS VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    READS SQL DATA SQL SECURITY INVOKER
BEGIN
    DECLARE path VARCHAR(400) CHARACTER SET utf8mb4;
    WITH RECURSIVE step (parent, name, depth) AS (
        SELECT parent, name, 0 FROM category WHERE id = wanted
        UNION ALL
        SELECT c.parent, c.name, s.depth + 1 FROM step s JOIN category c ON c.id = s.parent
    )
    SELECT GROUP_CONCAT(name ORDER BY depth DESC SEPARATOR ' › ') INTO path FROM step;
    RETURN path;
END;;

CREATE PROCEDURE place_order(IN for_customer BIGINT UNSIGNED, IN lines_json JSON, OUT new_order BIGINT UNSIGNED)
    MODIFIES SQL DATA
    COMMENT 'lines_json: [{"product": 100, "quantity": 2}, ...]'
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        RESIGNAL;
    END;
    IF JSON_LENGTH(lines_json) = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'An order needs a line; "nothing" isn''t one.', MYSQL_ERRNO = 1644;
    END IF;
    START TRANSACTION;
    INSERT INTO `order` (customer, status, ordered_at) VALUES (for_customer, 'ordered', NOW(3));
    SET new_order = LAST_INSERT_ID();
    INSERT INTO `order line` (`order`, `line no.`, product, quantity, `unit price`)
    SELECT new_order, l.line, p.id, l.quantity, p.price
    FROM JSON_TABLE(lines_json, '$[*]' COLUMNS (
            line FOR ORDINALITY,
            product INT UNSIGNED PATH '$.product',
            quantity INT UNSIGNED PATH '$.quantity' DEFAULT '1' ON EMPTY)) AS l
    JOIN product p ON p.id = l.product;
    COMMIT;
END;;

CREATE DEFINER = 'shop_clerk'@'localhost' PROCEDURE `raise prices`(INOUT factor DECIMAL(6, 4))
    SQL SECURITY DEFINER
BEGIN
    DECLARE done BOOLEAN DEFAULT FALSE;
    DECLARE one INT UNSIGNED;
    DECLARE raised INT DEFAULT 0;
    DECLARE sold CURSOR FOR SELECT id FROM product WHERE state = 'on sale';
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE;
    OPEN sold;
    each_product: LOOP
        FETCH sold INTO one;
        IF done THEN
            LEAVE each_product;
        END IF;
        UPDATE product SET price = price * factor WHERE id = one;
        SET raised = raised + 1;
    END LOOP;
    CLOSE sold;
    SET factor = raised;
END;;

-- A routine keeps the sql_mode under which it was made: this one reads wrongly under any other.
SET SESSION sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES';;
CREATE FUNCTION ansi_label(name VARCHAR(60)) RETURNS VARCHAR(80)
    DETERMINISTIC
RETURN '\' || "name" || '\';;
SET SESSION sql_mode = DEFAULT;;

-- ... and the character set of the client that made it.
SET NAMES latin1 COLLATE latin1_german1_ci;;
CREATE PROCEDURE latin1_made()
SELECT 'a comparison in the collation of the one who made it' AS what, 'A' = 'a' AS same;;
SET NAMES utf8mb4 COLLATE utf8mb4_0900_ai_ci;;

/*!90200 CREATE LIBRARY money LANGUAGE JAVASCRIPT AS $$ export function cents(amount) { return Math.round(amount * 100); } $$ */;;
/*!90200 CREATE FUNCTION in_cents(amount DOUBLE) RETURNS BIGINT DETERMINISTIC LANGUAGE JAVASCRIPT USING (money) AS $$ return money.cents(amount); $$ */;;

-- Triggers

CREATE TRIGGER product_before_insert BEFORE INSERT ON product FOR EACH ROW
SET NEW.sku = UPPER(NEW.sku);;

CREATE TRIGGER product_after_insert AFTER INSERT ON product FOR EACH ROW
INSERT INTO audit_log (what, detail) VALUES ('product added', JSON_OBJECT('id', NEW.id, 'name', NEW.name));;

CREATE TRIGGER product_before_update BEFORE UPDATE ON product FOR EACH ROW
BEGIN
    IF NEW.price > 10 * OLD.price THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'More than ten times the price is a typing error.';
    END IF;
END;;

CREATE TRIGGER product_after_update AFTER UPDATE ON product FOR EACH ROW
BEGIN
    IF NOT NEW.price <=> OLD.price THEN
        INSERT INTO price_change (product, changed_at, old_price, new_price, changed_by) VALUES (NEW.id, NOW(6), OLD.price, NEW.price, USER());
    END IF;
END;;

CREATE DEFINER = 'shop_clerk'@'localhost' TRIGGER `product after update, second` AFTER UPDATE ON product FOR EACH ROW
FOLLOWS product_after_update
INSERT INTO audit_log (what, detail) VALUES ('product changed', JSON_OBJECT('id', NEW.id));;

CREATE TRIGGER product_after_update_zero AFTER UPDATE ON product FOR EACH ROW
PRECEDES product_after_update
SET @last_changed_product = NEW.id;;

CREATE TRIGGER order_before_delete BEFORE DELETE ON `order` FOR EACH ROW
BEGIN
    IF OLD.status IN ('paid', 'shipped') THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'A paid order stays.';
    END IF;
END;;

CREATE TRIGGER order_after_delete AFTER DELETE ON `order` FOR EACH ROW
INSERT INTO old_order (id, summary) VALUES (OLD.id, CONCAT('deleted by ', USER())) AS fresh ON DUPLICATE KEY UPDATE summary = fresh.summary;;

-- Events: none runs, so that the sample stays as it was loaded

CREATE EVENT forget_baskets
    ON SCHEDULE EVERY 1 DAY STARTS '2024-01-01 03:30:00' ENDS '2037-12-31 00:00:00'
    ON COMPLETION PRESERVE
    DISABLE
    COMMENT 'throws old baskets away'
DO DELETE FROM basket WHERE JSON_EXTRACT(content, '$.age_days') > 30;;

SET SESSION time_zone = '+05:45';;
CREATE DEFINER = 'shop_clerk'@'localhost' EVENT `new year's "sale"`
    ON SCHEDULE AT '2036-12-31 23:59:59' + INTERVAL 1 SECOND
    ON COMPLETION NOT PRESERVE
    DISABLE
DO
BEGIN
    UPDATE product SET price = price * 0.9 WHERE state = 'on sale';
    INSERT INTO audit_log (what) VALUES ('sale begun');
END;;
SET SESSION time_zone = '+00:00';;

CREATE EVENT count_visits
    ON SCHEDULE EVERY '1:30' HOUR_MINUTE STARTS '2024-01-01 00:00:00'
    ON COMPLETION PRESERVE
    DISABLE /*!80200 ON REPLICA */
DO INSERT INTO visit SELECT CURRENT_DATE, COUNT(*) FROM online_now;;

DELIMITER ;

-- Views: a_summary comes first by name and last by what it is made from

CREATE VIEW order_total AS
SELECT o.id, o.customer, o.status, COUNT(l.product) AS line_count, COALESCE(SUM(l.`line total`), 0) AS total
FROM `order` o LEFT JOIN `order line` l ON l.`order` = o.id
GROUP BY o.id, o.customer, o.status;

CREATE ALGORITHM = TEMPTABLE VIEW customer_turnover AS
SELECT c.id, c.full_name, SUM(t.total) AS turnover, RANK() OVER (ORDER BY SUM(t.total) DESC) AS place
FROM customer c JOIN order_total t ON t.customer = c.id
GROUP BY c.id;

CREATE VIEW a_summary (`how many`, `all in all`) AS
SELECT COUNT(*), SUM(turnover) FROM customer_turnover;

CREATE ALGORITHM = MERGE DEFINER = 'shop_clerk'@'localhost' SQL SECURITY INVOKER VIEW open_order AS
SELECT id, customer, status, ordered_at FROM `order` WHERE status IN ('cart', 'ordered')
WITH CASCADED CHECK OPTION;

CREATE VIEW cart AS
SELECT id, customer FROM open_order WHERE status = 'cart'
WITH LOCAL CHECK OPTION;

CREATE VIEW `product "list"` AS
SELECT p.id, p.name, category_path(p.category) AS `path`, gross(p.price, p.vat_rate) AS `gross €`, p.labels
FROM product p WHERE p.state <> 'draft';

/*!80031 CREATE VIEW never_ordered AS
SELECT id FROM product EXCEPT SELECT product FROM `order line` */;

/*!90400 CREATE JSON RELATIONAL DUALITY VIEW country_document AS
SELECT JSON_DUALITY_OBJECT('_id': code, 'name': name, 'currency': currency) FROM country */;

/*!90500 CREATE MATERIALIZED VIEW sale_by_year AS
SELECT YEAR(sold_on) AS `year`, COUNT(*) AS sales, SUM(amount) AS amount FROM sale GROUP BY YEAR(sold_on) */;

GRANT SELECT, SHOW VIEW ON shop.* TO shop_reader;
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE, TRIGGER, EVENT ON shop.* TO 'shop_clerk'@'localhost';
GRANT UPDATE (note, default_address) ON shop.customer TO shop_reader;
GRANT EXECUTE ON FUNCTION shop.gross TO shop_reader;
GRANT shop_reader TO 'shop_clerk'@'localhost';
