-- Traps C1 14 and C3 30.
CREATE DATABASE rt; USE rt;
CREATE TABLE g (a INT, v INT AS (a * 2) VIRTUAL, s VARCHAR(30) AS (CONCAT('x', a)) STORED, i INT INVISIBLE DEFAULT 5, KEY v (v), UNIQUE KEY s (s));
INSERT INTO g (a, i) VALUES (1, 10), (2, 20), (NULL, NULL);
SET SESSION sql_generate_invisible_primary_key = ON;
CREATE TABLE gipk (a INT, b VARCHAR(10));
INSERT INTO gipk VALUES (1,'x'),(1,'x'),(2,NULL);
DELETE FROM gipk WHERE my_row_id = 2;
SET SESSION sql_generate_invisible_primary_key = OFF;
CREATE TABLE only_generated (id INT PRIMARY KEY, g INT AS (id + 1) STORED INVISIBLE);
INSERT INTO only_generated (id) VALUES (1),(2);
