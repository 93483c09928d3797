SET NAMES utf8mb4;
SET SESSION sql_mode = 'STRICT_ALL_TABLES';
CREATE DATABASE `na``sty "1".x` DEFAULT CHARACTER SET latin1 COLLATE latin1_german1_ci;
CREATE DATABASE nasty_two DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE DATABASE nasty_empty;
CREATE USER 'na''sty'@'10.0.0.0/255.0.0.0' ACCOUNT LOCK;
USE `na``sty "1".x`;
CREATE TABLE `pa.rent /%` (`i``d` int NOT NULL, `ü 漢` varchar(20) COLLATE latin1_german2_ci DEFAULT 'it''s \\ "x"\n\r\t\0end' COMMENT 'a ''quote'', a "double", a `tick`, \\ and\nnewline 😀', PRIMARY KEY (`i``d`), UNIQUE KEY `u``n` (`ü 漢`(3) DESC)) COMMENT='table 😀 '';-- */';
CREATE TABLE `T` (id int);
CREATE TABLE `t` (id int, KEY (id) INVISIBLE);
CREATE TABLE child (a int NOT NULL, b int AS (a + 1) STORED, c varchar(10) AS (concat('it''s', a, '\\', "q")) VIRTUAL, parent int, self int, d datetime(3) DEFAULT (now(3) + interval 1 day), j json, g geometry NOT NULL SRID 4326,
  t text, PRIMARY KEY (a), KEY self (self), KEY expr ((concat(left(`t`, 5), ')', "'"))), KEY j ((CAST(j->'$.a' AS UNSIGNED ARRAY))), SPATIAL KEY g (g), KEY desc_one (b DESC, a), FULLTEXT KEY f1 (t), FULLTEXT KEY f2 (t) WITH PARSER ngram,
  CONSTRAINT `to self` FOREIGN KEY (self) REFERENCES child (a) ON DELETE SET NULL,
  CONSTRAINT `to parent` FOREIGN KEY (parent) REFERENCES `pa.rent /%` (`i``d`) ON UPDATE CASCADE,
  CONSTRAINT `chk ),` CHECK (a > 0 AND t <> ')' ) NOT ENFORCED) AUTO_INCREMENT = 5 DEFAULT CHARSET utf8mb4;
CREATE TABLE subs (a int NOT NULL, b date NOT NULL) PARTITION BY RANGE (year(b)) SUBPARTITION BY HASH (a) (PARTITION p0 VALUES LESS THAN (2000) (SUBPARTITION `s 0`, SUBPARTITION `s,1` COMMENT = 'ENGINE = x'), PARTITION p1 VALUES LESS THAN MAXVALUE (SUBPARTITION s2, SUBPARTITION s3));
CREATE TABLE parts (a int NOT NULL, b varchar(20) CHARACTER SET utf8mb4) PARTITION BY LIST COLUMNS (b) (PARTITION `p-a` VALUES IN ('ä)', '\''), PARTITION pb VALUES IN (NULL));
SET SESSION sql_generate_invisible_primary_key = ON;
CREATE TABLE gipk (a int);
SET SESSION sql_generate_invisible_primary_key = OFF;
CREATE TABLE my_row_id_by_hand (my_row_id bigint unsigned NOT NULL AUTO_INCREMENT INVISIBLE, a int, PRIMARY KEY (my_row_id));
CREATE TABLE isam (g int NOT NULL, n int NOT NULL AUTO_INCREMENT, x geometry NOT NULL, PRIMARY KEY (g, n), KEY k (n), SPATIAL KEY x (x), FULLTEXT KEY f (t), t text) ENGINE=MyISAM CHECKSUM=1;
CREATE TABLE plain_one (n int) ENGINE=MyISAM;
CREATE TABLE merged (n int) ENGINE=MERGE UNION=(plain_one);
CREATE TABLE `mem` (a int, KEY (a) USING HASH) ENGINE=MEMORY;
INSERT INTO child (a, g, t) VALUES (1, ST_GeomFromText('POINT(1 2)', 4326), 'x'), (2, ST_GeomFromText('POINT(1 2)', 4326), 'x');
ANALYZE TABLE child UPDATE HISTOGRAM ON c, self WITH 7 BUCKETS;
ANALYZE TABLE child UPDATE HISTOGRAM ON d WITH 9 BUCKETS AUTO UPDATE;
CREATE VIEW z_base AS SELECT a, t FROM child;
DELIMITER ;;
CREATE FUNCTION `f;;``1`(x int) RETURNS varchar(50) CHARSET utf8mb4 COLLATE utf8mb4_bin NO SQL DETERMINISTIC COMMENT 'ü ''quoted''' RETURN concat('ä;', x, ' DELIMITER ;; // $$');;
CREATE FUNCTION nasty_two.reads_view() RETURNS int READS SQL DATA RETURN (SELECT count(*) FROM `na``sty "1".x`.z_base);;
CREATE DEFINER='na''sty'@'10.0.0.0/255.0.0.0' PROCEDURE nasty_two.`p "q"`(INOUT x int, OUT y json) SQL SECURITY INVOKER MODIFIES SQL DATA
BEGIN
  -- a comment with ' and ;
  /* another ; one */
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;
  SET x = x + 1; # and one more '
  SELECT "double", 'sin''gle', `x`.`y` FROM (SELECT 1 AS y) AS `x`;
END;;
SET SESSION sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES';;
CREATE PROCEDURE nasty_two.ansi() SELECT '\' || "T"."id" FROM "na`sty ""1"".x"."T";;
CREATE TRIGGER trg_ansi BEFORE INSERT ON "T" FOR EACH ROW SET NEW.id = CASE WHEN '\' = "id" THEN 1 ELSE NEW."id" END;;
SET SESSION sql_mode = 'STRICT_ALL_TABLES';;
SET NAMES latin1 COLLATE latin1_spanish_ci;;
CREATE PROCEDURE latin() SELECT 'ü€' AS `naïve`;;
CREATE FUNCTION latin_f() RETURNS text DETERMINISTIC RETURN 'ü';;
CREATE VIEW latin_view AS SELECT 'ü' AS `cölumn`, 'x' AS y;;
CREATE TRIGGER latin_trigger AFTER UPDATE ON t FOR EACH ROW SET @x = 'ü';;
CREATE EVENT latin_event ON SCHEDULE EVERY 1 HOUR STARTS '2030-01-01 00:00:00' DISABLE COMMENT 'ü' DO SELECT 'ü';;
CREATE PROCEDURE `prä`(`pß` int, x enum('é')) COMMENT 'cü' SQL SECURITY INVOKER READS SQL DATA SELECT 'bä', `pß`;;
CREATE FUNCTION `fü`(`pß` enum('é')) RETURNS enum('ö') CHARSET latin1 DETERMINISTIC COMMENT 'cü' RETURN 'ö';;
CREATE TRIGGER `trü` BEFORE UPDATE ON t FOR EACH ROW SET @x = 'bä';;
CREATE EVENT `evö` ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DISABLE COMMENT 'cü DO ROW' DO SELECT 'bä';;
SET SESSION sql_mode = 'ANSI_QUOTES';;
CREATE PROCEDURE "prä (""x"")"("pß" int) COMMENT 'cü \' x' SELECT 'bä', "pß";;
SET SESSION sql_mode = 'STRICT_ALL_TABLES';;
SET NAMES sjis;;
CREATE PROCEDURE japanese() SELECT '日本';;
SET NAMES koi8r;;
CREATE PROCEDURE russian() SELECT 'да';;
SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci;;
CREATE PROCEDURE unicode() SELECT 'ü 漢 😀';;
ALTER DATABASE CHARACTER SET cp1251;;
CREATE PROCEDURE other_database_collation(x varchar(10)) SELECT x;;
CREATE TRIGGER other_collation BEFORE DELETE ON t FOR EACH ROW SET @x = 'ü';;
SET time_zone = '+05:45';;
CREATE EVENT `other collation` ON SCHEDULE AT '2036-12-31 23:59:59' ON COMPLETION PRESERVE DISABLE ON REPLICA DO BEGIN SELECT 1; SELECT ';;'; END;;
SET time_zone = '+00:00';;
ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_german1_ci;;
CREATE TRIGGER t2 AFTER UPDATE ON t FOR EACH ROW SET @b = 2;;
CREATE TRIGGER t1 AFTER UPDATE ON t FOR EACH ROW PRECEDES t2 SET @a = 1;;
CREATE TRIGGER `t``0 "x"` AFTER UPDATE ON t FOR EACH ROW FOLLOWS t2 BEGIN SET @a = 1; SET @b = ';;'; END;;
DELIMITER ;
CREATE VIEW m_mid (`x``y`, z) AS SELECT z_base.a, `f;;``1`(z_base.a) FROM z_base;
CREATE ALGORITHM=MERGE DEFINER='na''sty'@'10.0.0.0/255.0.0.0' SQL SECURITY INVOKER VIEW a_top AS SELECT `x``y` FROM m_mid WHERE z <> 'it''s' WITH LOCAL CHECK OPTION;
CREATE VIEW nasty_two.over_there AS SELECT t.`x``y`, o.id, nasty_two.reads_view() AS n FROM `na``sty "1".x`.a_top AS t JOIN `na``sty "1".x`.T AS o;
CREATE VIEW aa_cross AS SELECT * FROM nasty_two.over_there;
CREATE TABLE soon_gone (a int);
CREATE VIEW broken AS SELECT a FROM soon_gone;
DROP TABLE soon_gone;
CREATE VIEW many AS SELECT 1 AS `1`, 'a' AS `'`, now() AS `NOW()`;
