-- Traps C3 21 and 22: cycles, self, cross-schema, later in order, and a parent key that is no key of its own.
CREATE DATABASE rt; CREATE DATABASE rt2; USE rt;
SET foreign_key_checks = 0, SESSION restrict_fk_on_non_standard_key = OFF;
CREATE TABLE a (id INT PRIMARY KEY, b INT, CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b (id) ON DELETE SET NULL ON UPDATE CASCADE);
CREATE TABLE b (id INT PRIMARY KEY, a INT, CONSTRAINT b_a FOREIGN KEY (a) REFERENCES a (id));
CREATE TABLE self (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES self (id) ON DELETE CASCADE);
CREATE TABLE z_parent (x INT, y INT, KEY xy (x, y), PRIMARY KEY (x, y));
CREATE TABLE child (x INT, y INT, FOREIGN KEY (x) REFERENCES z_parent (x));
CREATE TABLE rt2.other (id INT PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES rt.a (id));
INSERT INTO a VALUES (1,1),(2,NULL); INSERT INTO b VALUES (1,1),(2,2); INSERT INTO self VALUES (2,1),(1,NULL),(3,3);
INSERT INTO z_parent VALUES (1,1),(1,2); INSERT INTO child VALUES (1,5); INSERT INTO rt2.other VALUES (1,2);
