-- Trap C3 23: views on views, across databases, on a function, and with options.
CREATE DATABASE rt; CREATE DATABASE rt2; USE rt;
CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20)); INSERT INTO t VALUES (1,'a'),(2,'b');
CREATE FUNCTION f(x INT) RETURNS INT DETERMINISTIC RETURN x + 1;
CREATE VIEW z1 AS SELECT id, v FROM t;
CREATE ALGORITHM=MERGE DEFINER=root@localhost SQL SECURITY INVOKER VIEW a2 AS SELECT id, v FROM z1 WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW rt2.cross_view AS SELECT a2.id, rt.f(a2.id) AS n FROM rt.a2;
CREATE VIEW m3 AS SELECT * FROM rt2.cross_view;
CREATE VIEW `odd ``name``` AS SELECT 1 AS `col ``x```, 'quo''te' AS `2`;
