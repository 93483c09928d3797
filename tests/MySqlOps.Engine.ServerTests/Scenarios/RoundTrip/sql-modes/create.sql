-- Trap C1 9: a server whose defaults change how text is read.
CREATE DATABASE rt; USE rt;
CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50), p CHAR(5));
INSERT INTO t VALUES (1,'back\\slash','x'),(2,'double"quote',' '),(3,'it''s','');
SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH,STRICT_ALL_TABLES';
