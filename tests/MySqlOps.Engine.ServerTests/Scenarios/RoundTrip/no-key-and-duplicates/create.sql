-- Tables without a key keep each copy of a row.
CREATE DATABASE rt; USE rt;
CREATE TABLE n (a INT, b TEXT);
INSERT INTO n VALUES (1,'x'),(1,'x'),(1,'x'),(NULL,NULL),(NULL,NULL),(2,'');
CREATE TABLE empty_one (a INT PRIMARY KEY);
CREATE TABLE nullable_unique (a INT, b INT, UNIQUE KEY (a));
INSERT INTO nullable_unique VALUES (NULL,1),(NULL,1),(1,2),(2,3);
